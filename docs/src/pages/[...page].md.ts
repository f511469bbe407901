import { getCollection } from "astro:content";
import type { APIRoute } from "astro";
import { coverage } from "../lib/coverage.js";
import { portal } from "../lib/portal.js";
import { promises } from "../lib/promises.js";
import { reports } from "../lib/reports.js";
import { sandboxes } from "../lib/sandboxes.js";
import { urls } from "../lib/urls.js";
import { coverageMarkdown } from "../render/coverage-text.js";
import { guideMarkdown } from "../render/guide-markdown.js";
import { LEVEL_MEANINGS } from "../render/levels.js";
import { list } from "../render/markdown-parts.js";
import { promisesMarkdown } from "../render/promise-text.js";
import { reportsMarkdown } from "../render/report-markdown.js";
import { runtimesMarkdown } from "../render/runtime-text.js";

/** Every hand-written page as the Markdown that it was written in. */
export async function getStaticPaths() {
  const docs = await getCollection("docs");
  const decisions = await getCollection("decisions");
  const base = import.meta.env.BASE_URL.replace(/\/$/, "");
  const components = await componentTexts();
  return [
    ...docs.map(({ id, data, body }) => ({
      params: { page: id },
      props: { text: guideMarkdown({ title: data.title, body: body ?? "", page: id, base }, components) },
    })),
    ...decisions.map(({ id, body }) => ({ params: { page: `decisions/${id}` }, props: { text: `${body ?? ""}\n` } })),
  ];
}

export const GET: APIRoute<{ text: string }> = ({ props }) => new Response(props.text);

/** What stands in Markdown for the components of hand-written pages. */
async function componentTexts(): Promise<Readonly<Record<string, string>>> {
  const { apis } = await portal();
  return {
    ApiCards: list(
      apis.map(
        (api) =>
          `[${api.title}](${urls.file(`apis/${api.id}/overview.md`)}): release ${api.vendorRelease}, ${api.operations.length} operations`,
      ),
    ),
    LevelLegend: list(
      Object.entries(LEVEL_MEANINGS).map(([level, { means, certain }]) => `**${level}** (${certain ? "certain" : "concluded"}): ${means}`),
    ),
    Coverage: coverageMarkdown(await coverage(), urls.operationMarkdown),
    Promises: promisesMarkdown(await promises()),
    Reports: reportsMarkdown(await reports()),
    Runtimes: runtimesMarkdown(await reports()),
    SandboxLinks: list(
      (await sandboxes()).map(
        ({ title, page }) => `[${title}](${urls.file(`apis/${page.api}/sandbox.md`)}): ${page.accounts.length} accounts`,
      ),
    ),
  };
}
