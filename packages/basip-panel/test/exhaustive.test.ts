import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { generate } from "@gatehouse/codegen";
import { compile } from "@gatehouse/codegen/compile";
import { loadDescription } from "@gatehouse/description";
import { afterAll, beforeAll, expect, test } from "vitest";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const SPEC = path("../../../specs/basip-panel");

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a compiler says of this package over that description, and of a user's file over this package. */
async function errorsOver(spec: string): Promise<readonly string[]> {
  const files = await generate(await loadDescription(spec));
  const user = (await readFile(path("exhaustive.ts"), "utf8")).replace('"@gatehouse/basip-panel"', '"./index.js"');
  const index = await readFile(path("../src/index.ts"), "utf8");
  const all = [
    ...[...files].map(([name, text]) => [`generated/${name}`, text] as const),
    ["index.ts", index] as const,
    ["user.ts", user] as const,
  ];
  return compile(all, { folder: path("../virtual") }).errors;
}

test("a switch over every declared status is complete", async () => {
  expect(await errorsOver(SPEC)).toEqual([]);
});

test("the day a description gains a status, the compiler points at the switch that does not know it", async () => {
  const document = JSON.parse(JSON.stringify(await (await loadDescription(SPEC)).bundle()));
  const { responses } = document.paths["/api/v1/access/identifier/item/{identifier-uid}"].get;
  responses["423"] = responses["400"];
  const changed = join(folder, "basip-panel");
  await mkdir(changed);
  await writeFile(join(changed, "openapi.json"), JSON.stringify(document));

  const user = await readFile(path("exhaustive.ts"), "utf8");
  const line = user.split("\n").findIndex((text) => text.endsWith("// here")) + 1;
  const errors = await errorsOver(changed);
  expect(errors[0]).toMatch(/TS1360 .*423/);
  for (const error of errors) expect(error).toMatch(new RegExp(`^user\\.ts:${line} `));
});
