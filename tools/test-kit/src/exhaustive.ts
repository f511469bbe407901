import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate, operationNames } from "@gatehouse/codegen";
import { compile } from "@gatehouse/codegen/compile";
import { type Description, loadDescription, type OperationView } from "@gatehouse/description";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientNames } from "./client-names.js";
import { specFolder } from "./spec-folder.js";

/** Declared by none of the descriptions. */
const NEW_STATUS = 418;

/**
 * Registers two tests over every operation that declares errors: a `switch` over its statuses is complete, and is no longer when the
 * description gains one. Call it from the client's own workspace.
 *
 * @example
 * await exhaustive("entrust-idaas");
 */
export async function exhaustive(api: string): Promise<void> {
  const description = await loadDescription(specFolder(api));
  const user = userOf(description);
  // Where each switch has its end.
  const lines = user.split("\n").flatMap((text, index) => (text.includes("satisfies never") ? [index + 1] : []));

  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gatehouse-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("a switch over every status that an operation declares is complete, for every operation", async () => {
    expect(lines.length).toBeGreaterThan(0);
    expect(await errorsOver(description, user)).toEqual([]);
  });

  test("the day an operation declares one more status, the compiler points at the switch that does not know it", async () => {
    const errors = await errorsOver(await gainingStatus(description, join(folder, api)), user);
    for (const error of errors) expect(error).toMatch(new RegExp(`^user\\.ts:\\d+ TS1360 .*\\b${NEW_STATUS}\\b`));
    const places = errors.map((error) => Number(/:(\d+)/.exec(error)?.[1])).sort((a, b) => a - b);
    expect(places).toEqual(lines);
  });
}

/** What somebody writes who handles every error that an operation declares, and lets the compiler watch over it: for every operation. */
function userOf(description: Description): string {
  const { of: names } = operationNames(description);
  const { factory, variable } = clientNames(description);
  const handlers = description.operations
    .filter((operation) => statusesOf(operation).length > 0)
    .map(
      (operation) => `
export function ${names.get(operation.id)!.constant}(error: unknown): unknown {
  if (!isApiError(error, ${variable}[${JSON.stringify(names.get(operation.id)!.key)}])) throw error;
  switch (error.status) {
${statusesOf(operation)
  .map((status) => `    case ${status}:\n`)
  .join("")}      return error.body;
    default: return error satisfies never;
  }
}
`,
    );
  return `import { ${factory}, isApiError } from "./index.js";
const ${variable} = ${factory}({ baseUrl: "https://host.example" });
${handlers.join("")}`;
}

function statusesOf({ responses }: OperationView): readonly number[] {
  return responses.flatMap(({ status }) => (typeof status === "number" && status >= 400 ? [status] : []));
}

/** The same description, with one more error status on every operation. */
async function gainingStatus(description: Description, folder: string): Promise<Description> {
  const document = structuredClone(await description.bundle()) as { readonly paths: Readonly<Record<string, PathItem>> };
  for (const { path, method } of description.operations) {
    document.paths[path]![method.toLowerCase()]!.responses[NEW_STATUS] = { description: "Only a teapot." };
  }
  await mkdir(folder);
  await writeFile(join(folder, "openapi.json"), JSON.stringify(document));
  return loadDescription(folder);
}

type PathItem = Readonly<Record<string, { readonly responses: Record<string, object> }>>;

/** What a compiler says of this package over a description, and of a user's file over this package. */
async function errorsOver(description: Description, user: string): Promise<readonly string[]> {
  const generated = [...(await generate(description))].map(([name, text]) => [`generated/${name}`, text] as const);
  const index = await readFile(join(process.cwd(), "src/index.ts"), "utf8");
  return compile([...generated, ["index.ts", index], ["user.ts", user]], { folder: join(process.cwd(), "virtual") }).errors;
}
