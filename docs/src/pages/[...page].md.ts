import { getCollection } from "astro:content";
import type { APIRoute } from "astro";
import { guideMarkdown } from "../render/guide-markdown.js";

/** Every hand-written page as the Markdown that it was written in. */
export async function getStaticPaths() {
  const docs = await getCollection("docs");
  const decisions = await getCollection("decisions");
  return [
    ...docs.map(({ id, data, body }) => ({ params: { page: id }, props: { text: guideMarkdown(data.title, body ?? "") } })),
    ...decisions.map(({ id, body }) => ({ params: { page: `decisions/${id}` }, props: { text: `${body ?? ""}\n` } })),
  ];
}

export const GET: APIRoute<{ text: string }> = ({ props }) => new Response(props.text);
