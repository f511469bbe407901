import { expect, test } from "vitest";
import { folderOf, SOURCES } from "../test/fixture.js";
import { loadContractConfig, loadSources } from "./index.js";

const CONTRACT = `servers: { default: { env: DEMO_URL } }
accounts:
  full: { credentials: { id: { env: DEMO_ID, local: a } } }
values:
  id: { local: b }
`;

test("sources.yaml and contract.yaml are loaded from a folder or as a file", async () => {
  const folder = folderOf({ "sources.yaml": SOURCES, "contract.yaml": CONTRACT });
  expect(await loadSources(folder)).toMatchObject({ M: { kind: "vendor-openapi", read: "2026-11-20", complete: true } });
  expect(await loadSources(`${folder}/sources.yaml`)).toHaveProperty("D");
  expect(await loadContractConfig(folder)).toMatchObject({ accounts: { full: { credentials: { id: { local: "a" } } } } });
  expect(await loadContractConfig(`${folder}/contract.yaml`)).toHaveProperty("values.id.local", "b");
});

test.each([
  ["an unknown key", CONTRACT.replace("values", "vallues"), 'unknown key "vallues" – did you mean "values"? – contract.yaml:4:1 – '],
  [
    "a variable that no shell has",
    CONTRACT.replace("DEMO_URL", "demo-url"),
    '"servers.default.env" does not match the pattern ^[A-Z][A-Z0-9_]*$ – contract.yaml:1:23 – ',
  ],
  ["a missing part", "servers: { default: { env: A } }\n", 'lacks "accounts" – contract.yaml:1:1 – '],
  [
    "a reason that is not of the list",
    `${CONTRACT}skip: [{ case: a/b, reason: lazy, note: x }]\n`,
    '"skip.0.reason" is none of "vendor-declares-for-all"',
  ],
  ["no map", "- a\n", "is a list, must be an object – contract.yaml:1:1"],
  ["broken YAML", "a: [\n", "not YAML: "],
])("contract.yaml with %s is refused at its line", async (_, text, message) => {
  await expect(loadContractConfig(folderOf({ "contract.yaml": text }))).rejects.toThrow(message);
});

test.each([
  ["an unknown kind", SOURCES.replace("vendor-docs", "vendor-doc"), '"D.kind" is none of "vendor-docs"', "sources.yaml:2:55"],
  [
    "a key with a space",
    `"a b": { title: t, url: "https://a.example", kind: vendor-docs, read: 2026-11-20 }\n`,
    'the key "a b" does not match',
    "sources.yaml:1:1",
  ],
  ["a date that is none", SOURCES.replace("2026-11-20", "yesterday"), '"D.read" is no date', "sources.yaml:2:74"],
  [
    "a source that is not public",
    SOURCES.replace("https://vendor.example/docs", "file:///home/x"),
    '"D.url" does not match',
    "sources.yaml:2:19",
  ],
])("sources.yaml with %s is refused at its line", async (_, text, message, place) => {
  const error = await loadSources(folderOf({ "sources.yaml": text })).catch((e: Error) => e);
  expect((error as Error).message).toContain(message);
  expect((error as Error).message).toContain(` – ${place} – `);
});

test("a missing file says which", async () => {
  await expect(loadContractConfig(folderOf({ a: "" }))).rejects.toThrow("no such file – contract.yaml – ");
});
