import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { Site } from "./site.js";
import { brokenLinks, foreignResources, policyGaps } from "./site-checks.js";

let folder: string | undefined;

async function site(files: Readonly<Record<string, string>>): Promise<Site> {
  folder = await mkdtemp(join(tmpdir(), "site-"));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return new Site(folder);
}

afterEach(async () => {
  if (folder) await rm(folder, { recursive: true });
  folder = undefined;
});

const page = (head: string, body: string) => `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
const policy = (extra = "") => `<meta http-equiv="content-security-policy" content="default-src 'self'; script-src 'self'${extra}">`;

test("a link to a missing page, a missing anchor or a folder without its slash is broken", async () => {
  const built = await site({
    "index.html": page(
      "",
      '<a href="a/">ok</a><a href="/a/#here">ok</a><a href="/b/">1</a><a href="/a/#gone">2</a><a href="/a">3</a><a href="https://x.example/">ok</a>',
    ),
    "a/index.html": page("", '<h2 id="here">x</h2>'),
    "a.md": "[ok](index.html) [x](missing.md)\n\n```\n[code](nowhere)\n```\n",
  });
  expect(brokenLinks(built).sort()).toEqual(["a.md → missing.md", "index.html → /a", "index.html → /a/#gone", "index.html → /b/"]);
});

test("whatever a page would load from elsewhere is found", async () => {
  const built = await site({
    "index.html": page(
      '<link rel="preconnect" href="https://1.example"><style>@import "https://2.example/x.css"; a { background: url(//3.example/i) }</style>',
      '<script src="//4.example/x.js"></script><img src="https://5.example/i.png"><a href="https://fine.example">x</a>',
    ),
    "x.css": "@font-face { src: url('https://6.example/f.woff2') }",
  });
  expect(
    foreignResources(built)
      .map((one) => /(\d)\.example/.exec(one)?.[1])
      .sort(),
  ).toEqual(["1", "2", "3", "4", "5", "6"]);
});

test("a page without a policy, with a script that the policy does not name, or with a handler is found", async () => {
  const hash = createHash("sha256").update("known()").digest("base64");
  const built = await site({
    "good.html": page(policy(` 'sha256-${hash}'`), "<script>known()</script>"),
    "late.html": page(`<title>x</title>${policy()}`, ""),
    "other.html": page(policy(` 'sha256-${hash}'`), "<script>other()</script>"),
    "handler.html": page(policy(), '<p onclick="x()">y</p>'),
    "loose.html": page(policy(" 'unsafe-inline'"), ""),
  });
  expect(
    policyGaps(built)
      .map((one) => one.split(":")[0])
      .sort(),
  ).toEqual(["handler.html", "late.html", "loose.html", "other.html"]);
});
