import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { compile } from "@gatehouse/codegen/compile";
import { createSandbox } from "@gatehouse/sandbox";
import { expect, test, vi } from "vitest";

const README = new URL("../README.md", import.meta.url);
const blocks = async () => [...(await readFile(README, "utf8")).matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] as string);

/** What a block of the README takes for granted because a block before it has shown it. */
const KNOWN = {
  idpv: 'declare const idpv: import("@gatehouse/thales-idpv").ThalesIdpv;',
  isApiError: 'declare const isApiError: typeof import("@gatehouse/thales-idpv").isApiError;',
  tenantId: "declare const tenantId: string;",
  readFile: 'declare const readFile: (path: string, encoding: "utf8") => Promise<string>;',
  error: "declare const error: unknown;",
  options: 'declare const options: import("@gatehouse/thales-idpv").ClientOptions<import("@gatehouse/thales-idpv").ThalesIdpvCredentials>;',
  process: "declare const process: { readonly env: Record<string, string | undefined> };",
};

test("every block of the README compiles", async () => {
  const files = (await blocks()).map((block, index) => {
    const known = Object.entries(KNOWN).flatMap(([name, declaration]) => {
      const declares = new RegExp(`const ${name}\\b|(import( type)?|const) \\{[^}]*\\b${name}\\b|catch \\(${name}\\)|\\(${name}:`).test(
        block,
      );
      return new RegExp(`\\b${name}\\b`).test(block) && !declares ? [declaration] : [];
    });
    // A block that returns is the inside of a function.
    const body = /^ *return\b/m.test(block) && !block.includes("function") ? `export function inside(): unknown {\n${block}\n}` : block;
    return [`block${index}.ts`, `${known.join("\n")}\n${body}\nexport {};`] as const;
  });
  expect(files.length).toBeGreaterThan(5);
  expect(compile(files, { folder: fileURLToPath(new URL("virtual", import.meta.url)) }).errors).toEqual([]);
});

test("its first lines run against the sandbox as they stand", async () => {
  const [first = ""] = await blocks();
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    const code = first.replace(/^import (\{[^}]+\}) from ("[^"]+");$/gm, "const $1 = await import($2);");
    expect(code.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(5);
    const importHere = (name: string) => (name === "@gatehouse/sandbox" ? { createSandbox } : import("@gatehouse/thales-idpv"));
    await new Function("load", `return (async () => { ${code.replaceAll("import(", "load(")} })();`)(importHere);
    expect(log.mock.calls.length).toBeGreaterThan(1);
    expect(log.mock.calls).toContainEqual(["Linden Works"]);
  } finally {
    log.mockRestore();
  }
});
