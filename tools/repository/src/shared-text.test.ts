import { appendFile, cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { BY_CHANCE, bothSides, sharedText } from "./shared-text.js";
import { textsIn } from "./texts.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const place = await mkdtemp(join(tmpdir(), "shared-text-"));
afterAll(() => rm(place, { recursive: true }));

const APIS = bothSides(ROOT);

test("there are APIs to compare", () => expect(APIS).toContain("entrust-idaas"));

describe.each(APIS)("description and sandbox of %s are written from two readings", (api) => {
  test("no text of more than forty characters is in both", () => {
    const { compared, findings } = sharedText(ROOT, api);
    expect(findings).toEqual([]);
    expect(compared.description).toBeGreaterThan(20);
    expect(compared.sandbox).toBeGreaterThan(20);
  });

  // The test above has to fail as soon as somebody copies.
  test("a sentence of the description in the sandbox would be found, with both places", async () => {
    const root = await mkdtemp(join(place, "seeded-"));
    for (const folder of [`specs/${api}`, `tools/sandbox/src/products/${api}`])
      await cp(join(ROOT, folder), join(root, folder), { recursive: true, filter: (path) => !/node_modules|\/dist\b/.test(path) });
    const sentence = textsIn(root, `specs/${api}`).flatMap(({ text }) => /[A-Z][a-z ,]{60,}/.exec(text)?.[0] ?? [])[0];
    const file = `tools/sandbox/src/products/${api}/seeded.ts`;
    await writeFile(join(root, file), `\nexport const seeded = ${JSON.stringify(sentence)};\n`);
    const { findings } = sharedText(root, api);
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) expect(finding).toMatch(new RegExp(`^${file}:2: ".{41,}" – also in specs/${api}/[\\w/.-]+:\\d+\\. `));
  });
});

const SENTENCE = "A pear that falls from the tree at noon belongs to the gardener of that day.";
const SOURCES = "P1: { title: Pears, url: 'https://pears.example', kind: vendor-docs, read: 2026-11-20 }\n";

/** What is found in a description and a sandbox of these files. */
async function found(description: string | Files, sandbox: string | Files, vendorTexts?: string): Promise<readonly string[]> {
  const root = await mkdtemp(join(place, "two-"));
  const specs = { "openapi.yaml": description, ...(typeof description === "string" ? {} : description) };
  const product = { "rules.ts": sandbox, ...(typeof sandbox === "string" ? {} : sandbox) };
  const files = Object.entries({
    ...under("specs/pears", { "sources.yaml": SOURCES, ...(vendorTexts && { "vendor-texts.yaml": vendorTexts }), ...specs }),
    ...under("tools/sandbox/src/products/pears", product),
  });
  for (const [file, text] of files) {
    if (typeof text !== "string") continue;
    await mkdir(dirname(join(root, file)), { recursive: true });
    await appendFile(join(root, file), text);
  }
  return sharedText(root, "pears").findings;
}

type Files = Readonly<Record<string, string>>;
const under = (folder: string, files: object) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));

const YAML = `info:\n  description: ${SENTENCE}\n`;
const CODE = `export const text = "${SENTENCE}";\n`;
describe("what both have is found, wherever it stands", () => {
  test.each<[string, string | Files, string | Files]>([
    ["a value and a literal", YAML, CODE],
    ["a folded value", `info:\n  description: >-\n    ${SENTENCE.replace("at noon", "\n    at noon")}\n`, CODE],
    ["a key", `? ${SENTENCE}\n: 1\n`, CODE],
    ["a comment of YAML", `# ${SENTENCE}\ninfo: {}\n`, CODE],
    ["the first comment of YAML", `# ${SENTENCE}\n\ninfo: {}\n`, CODE],
    ["the last comment of YAML", `info: {}\n\n# ${SENTENCE}\n`, CODE],
    ["a comment behind a value", `info: 1 # ${SENTENCE}\n`, CODE],
    ["a value inside a list of examples", `examples: [{ error: "${SENTENCE}" }]\n`, CODE],
    ["Markdown", { "README.md": `# Pears\n\nFirst.\n${SENTENCE.replace("noon", "\nnoon")}\n` }, CODE],
    ["literals put together", YAML, `export const text = "${SENTENCE.slice(0, 30)}" +\n  "${SENTENCE.slice(30)}";\n`],
    ["a template", YAML, `export const text = (name: string) => \`\${name}: ${SENTENCE} \${name}\`;\n`],
    ["a doc comment", YAML, `/**\n * ${SENTENCE.replace("at noon", "\n * at noon")}\n */\nexport const one = 1;\n`],
    ["line comments", YAML, `const one = 1;\n// ${SENTENCE.slice(0, 35)}\n//${SENTENCE.slice(35)}\nexport { one };\n`],
    ["a comment behind code", YAML, `export const one = 1; // ${SENTENCE}\n`],
    ["a comment inside a call", YAML, `export const one = [\n  // ${SENTENCE}\n  1,\n];\n`],
    ["a test of the product", YAML, { "test/checks.ts": CODE }],
    ["the README of the product", YAML, { "README.md": `${SENTENCE}\n` }],
    ["other case, quotes and emphasis", YAML, { "README.md": `${SENTENCE.toUpperCase().replace("PEAR", "**`PEAR`**")}\n` }],
  ])("%s", async (_, description, sandbox) => {
    const findings = await found(description, sandbox);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(
      /^tools\/sandbox\/src\/products\/pears\/[\w./]+:\d+: "a pear that falls .* of that day\." – also in specs\/pears\//,
    );
  });

  test("inside longer texts, at its line", async () => {
    const findings = await found(
      `\n\ninfo:\n  description: Whoever asks is told that ${SENTENCE} Nobody minds.\n`,
      `\n\n${CODE.replace(SENTENCE, `Once: ${SENTENCE}`)}`,
    );
    expect(findings).toEqual([
      'tools/sandbox/src/products/pears/rules.ts:3: "a pear that falls from the tree at noon belongs to the gardener of that day." – also in specs/pears/openapi.yaml:4. ' +
        "Say it in your own words; if the product prints it, with its source in specs/pears/vendor-texts.yaml",
    ]);
  });

  test("from the forty-first character on", async () => {
    const [chance, copied] = [SENTENCE.slice(0, BY_CHANCE), SENTENCE.slice(0, BY_CHANCE + 1)];
    expect(BY_CHANCE).toBe(40);
    expect(await found(`info: "${chance}"\n`, CODE)).toEqual([]);
    expect(await found(`info: "${copied}"\n`, CODE)).toHaveLength(1);
  });
});

describe("facts may be in both", () => {
  test.each([
    ["an address", "https://pears.example/orchards/north/trees/by-age?ripe=true"],
    ["a long path", "GET /api/v4/orchards/{orchard-uid}/trees/{tree-uid}/pears"],
    ["short paths", "GET /api/v4/orchards PUT /api/v4/trees/1 GET /api/v4/pears"],
    ["ids", "d41c7a90-5e28-4b63-97f1-0b8a6e3c52d7 8b27e6d4-13fa-4c09-b5e8-71d0a94c3e62"],
    ["a token", "sandbox-full-000000000000000000000000000000000000"],
    ["long names", "authenticateGardenerUsingPOST, listPearsOfAnOrchardUsingGET"],
  ])("%s", async (_, fact) => {
    expect(await found(`info: "${fact}"\n`, `export const text = "${fact}";\n`)).toEqual([]);
  });

  test("but not a sentence around one", async () => {
    const sentence = `${SENTENCE} See https://pears.example/orchards/north for the days.`;
    expect(await found(`info: "${sentence}"\n`, CODE.replace(SENTENCE, sentence))).toHaveLength(1);
  });
});

describe("a text that the product prints may be in both", () => {
  test("when its source is named", async () => {
    expect(await found(YAML, CODE, `P1: ["${SENTENCE}"]\n`)).toEqual([]);
    expect(await found(YAML, CODE, `P1:\n  - ${SENTENCE.toLowerCase()}\n`)).toEqual([]);
  });

  test("and does not cover what stands around it", async () => {
    const around = `${SENTENCE} Or so says every book on fruit that we have read so far.`;
    const findings = await found(`info: ${around}\n`, CODE.replace(SENTENCE, around), `P1: ["${SENTENCE}"]\n`);
    expect(findings).toEqual([expect.stringContaining('"or so says every book on fruit that we have read so far."')]);
  });

  test.each([
    ["of a source that is none", `P2: ["${SENTENCE}"]\n`, "P2 – is no source in sources.yaml"],
    ["that is no list", `P1: ${SENTENCE}\n`, "P1 – is no list of texts"],
    ["that is in neither", `P1: ["${SENTENCE}", "Forty characters and more that nobody has written."]\n`, "is in neither"],
    ["that is short", `P1: ["${SENTENCE}", "A pear"]\n`, '"A pear" – is so short'],
  ])("one %s is refused", async (_, list, says) => {
    const findings = await found(YAML, CODE, list);
    expect(findings.filter((finding) => finding.startsWith("specs/pears/vendor-texts.yaml: "))).toEqual([expect.stringContaining(says)]);
  });
});
