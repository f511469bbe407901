import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { compile } from "@gatehouse/codegen/compile";
import { createSandbox } from "@gatehouse/sandbox";
import { expect, test, vi } from "vitest";

const README = new URL("../README.md", import.meta.url);
const blocks = async () => [...(await readFile(README, "utf8")).matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] as string);

/** What a block of the README takes for granted because a block before it has shown it. */
const KNOWN = {
  panel: 'declare const panel: import("@gatehouse/basip-panel").BasipPanel;',
  isApiError: 'declare const isApiError: typeof import("@gatehouse/basip-panel").isApiError;',
  identifierUid: "declare const identifierUid: number;",
  error: "declare const error: unknown;",
};

/** What a block says to know by naming it without declaring it. */
function missingIn(block: string): string[] {
  return Object.entries(KNOWN).flatMap(([name, declaration]) => {
    const declares = new RegExp(`const ${name}\\b|(import( type)?|const) \\{[^}]*\\b${name}\\b|catch \\(${name}\\)|\\(${name}:`).test(
      block,
    );
    return new RegExp(`\\b${name}\\b`).test(block) && !declares ? [declaration] : [];
  });
}

test("every block of the README compiles", async () => {
  const files = (await blocks()).map((block, index) => {
    // A block that returns is the inside of a function.
    const body = /^ *return\b/m.test(block) && !block.includes("function") ? `export function inside(): unknown {\n${block}\n}` : block;
    return [`block${index}.ts`, `${missingIn(block).join("\n")}\n${body}\nexport {};`] as const;
  });
  expect(files.length).toBeGreaterThan(8);
  expect(compile(files, { folder: fileURLToPath(new URL("virtual", import.meta.url)), compiler: { types: ["node"] } }).errors).toEqual([]);
});

test("its first lines run against the sandbox as they stand", async () => {
  const [first = ""] = await blocks();
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    const code = first.replace(/^import (\{[^}]+\}) from ("[^"]+");$/gm, "const $1 = await import($2);");
    expect(code.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(5);
    const importHere = (name: string) => (name === "@gatehouse/sandbox" ? { createSandbox } : import("@gatehouse/basip-panel"));
    await new Function("load", `return (async () => { ${code.replaceAll("import(", "load(")} })();`)(importHere);
    expect(log.mock.calls.flat()).toContain("Mira Okafor");
  } finally {
    log.mockRestore();
  }
});
