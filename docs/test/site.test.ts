import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { html } from "../src/lib/markdown.js";
import type { ApiPage } from "../src/model/api-page.js";
import { loadPortal } from "../src/model/portal.js";
import { Page, Site } from "./support/site.js";
import { brokenLinks, foreignResources, policyGaps } from "./support/site-checks.js";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const site = new Site(at("../dist"));
let apis: readonly ApiPage[];

beforeAll(async () => {
  ({ apis } = await loadPortal(at("../../specs")));
});

describe("the built portal", () => {
  test("has pages", () => expect(site.pages.length).toBeGreaterThan(40));

  test("has a page and a Markdown file for every operation and every large model of every description", () => {
    expect(apis.length).toBeGreaterThan(0);
    for (const api of apis) {
      for (const file of ["index.html", "overview.md", "reference/index.html"]) expect(site.files).toContain(`apis/${api.id}/${file}`);
      expect(api.operations.length).toBeGreaterThan(0);
      for (const { operation } of api.operations) {
        expect(site.files).toContain(`apis/${api.id}/${operation.id}/index.html`);
        expect(site.files).toContain(`apis/${api.id}/${operation.id}.md`);
      }
      for (const { name } of api.models) {
        expect(site.files).toContain(`apis/${api.id}/models/${name}/index.html`);
        expect(site.files).toContain(`apis/${api.id}/models/${name}.md`);
      }
    }
  });

  test("has a page for every decision record of the folder", () => {
    const records = readdirSync(at("../adr")).filter((name) => /^\d{4}-.*\.md$/.test(name));
    expect(records.length).toBeGreaterThan(0);
    for (const name of records) expect(site.files).toContain(`decisions/${name.replace(/\.md$/, "")}/index.html`);
  });

  test("quotes every figure of every report, as a page and as Markdown", () => {
    const names = readdirSync(at("../../reports")).filter((name) => name.endsWith(".json"));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const figures = Object.keys(JSON.parse(readFileSync(at(`../../reports/${name}`), "utf8")).figures);
      const [page, markdown] = [site.page("measured/index.html").text, site.text("measured.md")];
      expect(figures.filter((figure) => !page.includes(figure) || !markdown.includes(figure))).toEqual([]);
    }
  });

  test("shows every promise with what holds it, as a page and as Markdown", () => {
    const promises = parse(readFileSync(at("../promises.yaml"), "utf8")) as readonly { promise: string; tests: readonly string[] }[];
    expect(promises.length).toBeGreaterThan(0);
    const [page, markdown] = [site.page("promises/index.html").text, site.text("promises.md")];
    for (const { promise, tests } of promises) {
      for (const text of [promise, ...tests]) {
        expect(markdown).toContain(text);
        expect(page).toContain(text.replaceAll("`", ""));
      }
    }
  });

  test("lists every operation, model and guide in llms.txt", () => {
    const text = site.text("llms.txt");
    const listed = new Set([...text.matchAll(/\]\(\/([^)]+\.md)\)/g)].map((match) => match[1]));
    expect([...site.files].filter((file) => file.endsWith(".md") && !/\/sandbox\.md$/.test(file) && !listed.has(file))).toEqual([]);
  });

  test("has no link that leads nowhere", () => expect(brokenLinks(site)).toEqual([]));

  test("loads nothing from elsewhere", () => expect(foreignResources(site)).toEqual([]));

  test("allows on each page only the scripts of that page", () => expect(policyGaps(site)).toEqual([]));

  test("says on every page whose names these are", () => {
    const silent = site.pages.filter((page) => !/Not affiliated with or endorsed by/.test(page.html));
    expect(silent.map((page) => page.file)).toEqual([]);
  });

  test("keeps every page of ours small", () => {
    const ours = site.pages.filter((page) => !page.file.endsWith("/reference/index.html"));
    const large = ours.filter((page) => page.html.length > 120_000 || gzipSync(page.html).length > 20_000);
    expect(large.map((page) => `${page.file}: ${page.html.length} bytes, ${gzipSync(page.html).length} compressed`)).toEqual([]);
  });
});

describe("HTML and Markdown", () => {
  // Where lines break is the business of each form, and highlighted code has its breaks in its markup.
  const dense = (text: string) => text.replace(/\s+/g, "");

  test("say the same of every operation: fields, answers, claims and their words, samples", () => {
    let compared = 0;
    for (const api of apis) {
      for (const page of api.operations) {
        const { id } = page.operation;
        const htmlPage = dense(site.page(`apis/${api.id}/${id}/index.html`).text);
        const markdownPage = dense(site.text(`apis/${api.id}/${id}.md`));
        const media = [...(page.inputs.body?.media ?? []), ...page.responses.flatMap((response) => response.media)];
        const fields = [...page.inputs.path, ...page.inputs.query, ...page.inputs.headers, ...media.flatMap((one) => one.fields)];
        const facts = [
          page.operation.title,
          page.operation.description,
          ...page.access.sentences,
          page.retry.sentence,
          ...page.laws.map((law) => law.sentence),
          ...fields.flatMap((field) => [field.path, field.description, field.type, ...field.claims.map((claim) => claim.note)]),
          ...page.responses.flatMap((response) => [
            response.description,
            response.unreached?.note,
            ...response.claims.map((claim) => claim.note),
          ]),
          ...page.evidence.sources.map((source) => source.title),
        ];
        for (const { code } of page.samples) {
          expect(htmlPage).toContain(dense(code));
          expect(markdownPage).toContain(dense(code));
        }
        for (const fact of facts) {
          if (!fact) continue;
          const shown = dense(new Page("", html(fact)).text);
          if (!htmlPage.includes(shown)) throw new Error(`${id}: the HTML page lacks "${fact}"`);
          if (!markdownPage.includes(dense(fact))) throw new Error(`${id}: the Markdown page lacks "${fact}"`);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(500);
  });
});
