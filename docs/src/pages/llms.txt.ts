import { getCollection } from "astro:content";
import type { APIRoute } from "astro";
import { decisionTitle } from "../lib/decisions.js";
import { portal } from "../lib/portal.js";
import { urls } from "../lib/urls.js";
import { llmsText } from "../render/llms-text.js";

export const GET: APIRoute = async () => {
  const { apis } = await portal();
  const docs = await getCollection("docs");
  const decisions = await getCollection("decisions");
  const guides = [
    ...docs.map(({ id, data }) => ({ title: data.title, description: data.description, url: urls.file(`${id}.md`) })),
    ...decisions.map((entry) => ({ title: decisionTitle(entry), description: undefined, url: urls.file(`decisions/${entry.id}.md`) })),
  ];
  const urlOf = (api: string, operation?: string) =>
    operation ? urls.operationMarkdown(api, operation) : urls.file(`apis/${api}/overview.md`);
  return new Response(llmsText(apis, guides, urlOf));
};
