import type { APIRoute } from "astro";
import { portal } from "../../../../lib/portal.js";
import type { ModelPage } from "../../../../model/model-page.js";
import { modelMarkdown } from "../../../../render/model-markdown.js";

export async function getStaticPaths() {
  const { apis } = await portal();
  return apis.flatMap((api) => api.models.map((model) => ({ params: { api: api.id, model: model.name }, props: { model } })));
}

export const GET: APIRoute<{ model: ModelPage }> = ({ props }) => new Response(`${modelMarkdown(props.model)}\n`);
