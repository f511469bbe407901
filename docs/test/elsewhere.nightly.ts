import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Site } from "./support/site.js";
import { brokenLinks, foreignResources, policyGaps } from "./support/site-checks.js";

const DOCS = fileURLToPath(new URL("..", import.meta.url));

/** A portal of other descriptions, below a path: what works here works for an API that is added, and wherever the portal is put. */
describe("a portal of other descriptions under a sub-path", () => {
  let folder: string;
  let site: Site;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "portal-"));
    await cp(join(DOCS, "test/fixtures"), join(folder, "specs"), { recursive: true });
    await promisify(execFile)(
      process.execPath,
      ["build.mjs", "--base", "/sub/path/", "--specs", join(folder, "specs"), "--out", join(folder, "dist")],
      { cwd: DOCS, env: { ...process.env, BASE_URL: "/", SITE: "https://elsewhere.example" } },
    );
    site = new Site(join(folder, "dist"), "/sub/path/");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("has their pages without being told of them", () => {
    for (const file of [
      "apis/shelf/index.html",
      "apis/shelf/addBook/index.html",
      "apis/shelf/addBook.md",
      "apis/shelf/reference/index.html",
    ]) {
      expect(site.files).toContain(file);
    }
  });

  test("has no link that leaves the path or leads nowhere", () => expect(brokenLinks(site)).toEqual([]));

  test("loads nothing from outside the path", () => {
    expect(foreignResources(site)).toEqual([]);
    for (const page of site.pages) {
      for (const [, address] of page.html.matchAll(/\s(?:src|href)="(\/[^"]*)"/g)) expect(address, page.file).toMatch(/^\/sub\/path\//);
    }
  });

  test("has a fitting policy on every page", () => expect(policyGaps(site)).toEqual([]));

  test("runs nothing that a description brings along", () => {
    const page = site.page("apis/shelf/index.html");
    expect(page.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page.html).not.toContain("<script>alert(1)");
    expect(page.html).not.toContain('href="javascript:');
    expect(site.page("apis/shelf/reference/index.html").html).not.toContain("<script>alert(1)");
  });

  test("warns on an operation that a later release no longer has", async () => {
    expect(site.page("apis/shelf/addBook/index.html").text).toContain("Gone since release 3.0");
    expect(await readFile(join(folder, "dist/apis/shelf/addBook.md"), "utf8")).toContain("**Gone since release 3.0.**");
  });
});
