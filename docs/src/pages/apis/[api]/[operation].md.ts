import type { APIRoute } from "astro";
import { portal } from "../../../lib/portal.js";
import type { OperationPage } from "../../../model/operation-page.js";
import { operationMarkdown } from "../../../render/operation-markdown.js";

export async function getStaticPaths() {
  const { apis } = await portal();
  return apis.flatMap((api) => api.operations.map((page) => ({ params: { api: api.id, operation: page.operation.id }, props: { page } })));
}

export const GET: APIRoute<{ page: OperationPage }> = ({ props }) => new Response(`${operationMarkdown(props.page)}\n`);
