import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { loadDescription } from "@gatehouse/description";
import { beforeAll, describe, expect, test } from "vitest";
import { type Generated, generateApi } from "./generate.js";
import { compile } from "./testing/compile.js";
import { FOREIGN } from "./testing/describe.js";
import { examplesIn } from "./testing/examples.js";

describe("a description that somebody else wrote", () => {
  let text = "";
  let galaxy: Generated;
  beforeAll(async () => {
    text = await readFile(join(FOREIGN, "openapi.yaml"), "utf8");
    galaxy = await generateApi(await loadDescription(FOREIGN));
  });
  const inFolder = () => [...galaxy.files].map(([name, content]) => [`generated/${name}`, content] as const);

  test("has every operation in its client, by method and path", () => {
    const described = operationsOf(text);
    expect(described.length).toBeGreaterThan(5);
    const operations = galaxy.files.get("operations.ts") as string;
    const emitted = [...operations.matchAll(/^ {2}method: "(\w+)",\n {2}path: "([^"]+)"/gm)].map(([, method, path]) => `${method} ${path}`);
    expect(emitted.sort()).toEqual(described.sort());
    expect(operations.match(/^ {4}\w+,$/gm)).toHaveLength(described.length);
  });

  test("compiles as strictly as can be, and so does every documented example", () => {
    const examples = examplesIn(galaxy.files.get("client.ts") as string);
    expect(examples).toHaveLength(galaxy.operations);
    const user = `
      import type { ScalarGalaxy } from "./generated/client.js";
      declare const galaxy: ScalarGalaxy;
      ${examples.map((example, index) => `export async function example${index}() {\n${example}\n}`).join("\n")}
    `;
    expect(compile([...inFolder(), ["user.ts", user]]).errors).toEqual([]);
  });

  test("is told what of it the client does not carry", () => {
    expect(galaxy.unsupported.map((line) => line.replace(/ – .*/, ""))).toEqual([
      "OAuth flows: the access token is a credential that you fetch yourself",
      "callbacks",
      "several media types of a request body: one is sent",
      "webhooks",
      "writeOnly properties: in the types of both directions",
      "readOnly properties: in the types of both directions",
      "validation of answers: answers cannot be checked for the keyword $dynamicRef (openapi.yaml:1254:13)",
    ]);
  });
});

/** `POST /planets`, read off the lines of the file, so that nothing of ours stands between. */
function operationsOf(text: string): string[] {
  const paths = text.slice(text.indexOf("\npaths:\n"), text.indexOf("\nwebhooks:\n"));
  const found: string[] = [];
  let path = "";
  for (const line of paths.split("\n")) {
    path = /^ {2}'?(\/[^':]*)'?:$/.exec(line)?.[1] ?? path;
    const method = /^ {4}(get|put|post|delete|patch|head|options|trace):$/.exec(line)?.[1];
    if (method) found.push(`${method.toUpperCase()} ${path}`);
  }
  return found;
}
