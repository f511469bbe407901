import { getCollection } from "astro:content";
import { defineRouteMiddleware, type StarlightRouteData } from "@astrojs/starlight/route-data";
import { coverage } from "./lib/coverage.js";
import { decisionTitle } from "./lib/decisions.js";
import { portal } from "./lib/portal.js";
import { reports } from "./lib/reports.js";
import { sandboxes } from "./lib/sandboxes.js";
import { urls } from "./lib/urls.js";
import type { ApiPage } from "./model/api-page.js";
import type { OperationPage } from "./model/operation-page.js";
import { slug } from "./render/slug.js";

/** Headings of pages whose text is made by a component, where Starlight does not see them. */
const DRAWN_HEADINGS: Readonly<Record<string, () => Promise<readonly { readonly slug: string; readonly text: string }[]>>> = {
  coverage: async () => (await coverage()).map(({ api, title }) => ({ slug: api, text: title })),
  measured: async () => (await reports()).map(({ command }) => ({ slug: slug(command), text: command })),
};

type Entry = StarlightRouteData["sidebar"][number];

/** An API with more operations than this shows only those of the tag that is being read: the sidebar stands on every page. */
const ALL_OPERATIONS_UP_TO = 40;

/** Adds to the sidebar what follows from folders: the APIs, the operations of the one that is being read, the decisions. */
export const onRequest = defineRouteMiddleware(async ({ locals, url }) => {
  const route = locals.starlightRoute;
  const here = url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/`;
  const { apis } = await portal();
  const imitated = new Set((await sandboxes()).map(({ page }) => page.api));
  const decisions = await getCollection("decisions");
  route.sidebar.push(
    group(
      "APIs",
      apis.map((api) => apiEntry(api, imitated, here)),
      false,
    ),
    here.startsWith(urls.page("decisions"))
      ? group(
          "Decisions",
          decisions.sort((a, b) => a.id.localeCompare(b.id)).map((entry) => link(decisionTitle(entry), urls.decision(entry.id), here)),
          false,
        )
      : link("Decisions", urls.page("decisions"), here),
  );
  for (const [page, headings] of Object.entries(DRAWN_HEADINGS)) {
    if (here !== urls.page(page)) continue;
    route.toc?.items.push(...(await headings()).map((heading) => ({ ...heading, depth: 2, children: [] })));
  }
  const api = apis.find((one) => here.startsWith(urls.api(one.id)));
  if (api) paginate(route, api, here);
});

function apiEntry(api: ApiPage, imitated: ReadonlySet<string>, here: string): Entry {
  const overview = urls.api(api.id);
  if (!here.startsWith(overview)) return link(api.title, overview, here);
  const all = api.operations.length <= ALL_OPERATIONS_UP_TO;
  return group(
    api.title,
    [
      link("Overview", overview, here),
      link("One-page reference", urls.reference(api.id), here),
      ...(imitated.has(api.id) ? [link("Sandbox", urls.sandbox(api.id), here)] : []),
      ...api.groups.map(({ name, operations }) => {
        const current = operations.some((page) => urls.operation(api.id, page.operation.id) === here);
        if (!all && !current) return link(name, `${overview}#${slug(name)}`, here);
        return group(
          name,
          operations.map((page) => operationEntry(page, here)),
          false,
        );
      }),
      ...modelEntries(api, here),
    ],
    false,
  );
}

/** The sidebar stands on every page: the models are listed where one of them is read, else they are one link. */
function modelEntries(api: ApiPage, here: string): Entry[] {
  if (api.models.length === 0) return [];
  if (!here.startsWith(`${urls.api(api.id)}models/`)) return [link("Models", `${urls.api(api.id)}#models`, here)];
  return [
    group(
      "Models",
      api.models.map(({ name }) => link(name, urls.model(api.id, name), here)),
      false,
    ),
  ];
}

function operationEntry({ operation }: OperationPage, here: string): Entry {
  const entry = link(operation.title, urls.operation(operation.api, operation.id), here);
  return operation.lifecycle?.removed
    ? ({ ...entry, badge: { text: `gone in ${operation.lifecycle.removed}`, variant: "caution" } } as Entry)
    : entry;
}

function link(label: string, href: string, here: string): Entry {
  return { type: "link", label, href, isCurrent: href === here, badge: undefined, attrs: {} };
}

function group(label: string, entries: Entry[], collapsed: boolean): Entry {
  return { type: "group", label, entries, collapsed, badge: undefined };
}

/** Previous and next page follow the sidebar, which Starlight has read before it was complete. */
function paginate(route: StarlightRouteData, api: ApiPage, here: string): void {
  const pages = [
    link("Overview", urls.api(api.id), here),
    ...api.groups.flatMap(({ operations }) => operations.map((page) => operationEntry(page, here))),
  ] as (Entry & { type: "link" })[];
  const index = pages.findIndex((page) => page.href === here);
  if (index < 0) return;
  route.pagination.prev = pages[index - 1];
  route.pagination.next = pages[index + 1];
}
