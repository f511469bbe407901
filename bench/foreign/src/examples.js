import { readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * A program of all the examples in a client's documentation, to see that they compile.
 *
 * @param {string} folder With `client.ts`.
 * @returns {Promise<string>}
 */
export async function examplesProgram(folder) {
  const client = await readFile(join(folder, "client.ts"), "utf8");
  const examples = [...client.matchAll(/```ts\n([\s\S]*?)\n *\* ```/g)].map(([, code = ""]) => code.replace(/^ *\* ?/gm, ""));
  const [, type = ""] = /^export (?:interface|type) (\w+)Credentials\b/m.exec(client) ?? [];
  const [, variable = "client"] = /\b(?:await|of) (\w+)\b/.exec(examples[0] ?? "") ?? [];
  return [
    `import type { ${type} } from "./generated/client.js";`,
    `declare const ${variable}: ${type};`,
    "declare const process: { readonly env: Record<string, string | undefined> };",
    "declare const console: { log(value: unknown): void };",
    ...examples.map((example, index) => `export async function example${index}() {\n${example}\n}`),
    "",
  ].join("\n");
}
