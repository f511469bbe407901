import type { APIRoute } from "astro";
import { portal } from "../../../lib/portal.js";
import type { ApiPage } from "../../../model/api-page.js";
import { apiMarkdown } from "../../../render/api-markdown.js";

export async function getStaticPaths() {
  const { apis } = await portal();
  return apis.map((api) => ({ params: { api: api.id }, props: { api } }));
}

export const GET: APIRoute<{ api: ApiPage }> = ({ props }) => new Response(apiMarkdown(props.api));
