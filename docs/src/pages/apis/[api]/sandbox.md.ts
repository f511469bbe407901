import type { APIRoute } from "astro";
import { sandboxes } from "../../../lib/sandboxes.js";
import type { SandboxPage } from "../../../model/sandbox-page.js";
import { sandboxMarkdown } from "../../../render/sandbox-markdown.js";

export async function getStaticPaths() {
  return (await sandboxes()).map(({ title, page }) => ({ params: { api: page.api }, props: { title, page } }));
}

export const GET: APIRoute<{ title: string; page: SandboxPage }> = ({ props }) =>
  new Response(`${sandboxMarkdown(props.title, props.page)}\n`);
