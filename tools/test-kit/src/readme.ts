import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { compile } from "@gatehouse/codegen/compile";
import { loadDescription } from "@gatehouse/description";
import ts from "typescript";
import { expect, test } from "vitest";
import { clientNames } from "./client-names.js";
import { typescriptBlocks } from "./markdown-blocks.js";
import { ModuleRunner } from "./module-runner.js";
import { specFolder } from "./spec-folder.js";

/** What a README takes for granted, and what it promises. */
export interface ReadmeTruth {
  /** A line that its first block prints. */
  readonly prints: string;
  /** Types of what a block uses because a block before it has shown it, by name; the client, `isApiError`, `error` and `options` are known. */
  readonly known?: Readonly<Record<string, string>>;
}

/** Where the first block stands while it runs: inside the client's workspace, so that it finds it by its name. */
const FOLDER = join(process.cwd(), ".results/readme");

/**
 * Registers tests of a client's README: every block of TypeScript compiles, and the first one runs against the sandbox as it stands. Call
 * it from the client's own workspace.
 *
 * @example
 * await readme("entrust-idaas", { prints: "lindenworks.us.trustedauth.com", known: { id: "string" } });
 */
export async function readme(api: string, { prints, known = {} }: ReadmeTruth): Promise<void> {
  const { module, type, variable } = clientNames(await loadDescription(specFolder(api)));
  const blocks = await typescriptBlocks(join(process.cwd(), "README.md"));
  const shown = {
    [variable]: `import("${module}").${type}`,
    isApiError: `typeof import("${module}").isApiError`,
    options: `import("${module}").ClientOptions<import("${module}").${type}Credentials>`,
    error: "unknown",
    ...known,
  };

  test("every block of the README compiles", () => {
    expect(blocks.length).toBeGreaterThan(1);
    // Global: a block that declares a name itself has its own.
    const globals = Object.entries(shown).map(([name, text]) => `declare const ${name}: ${text};\n`);
    const files = [
      ["shown.d.ts", globals.join("")] as const,
      ...blocks.map((block, index) => [`block${index}.ts`, moduleOf(block)] as const),
    ];
    expect(compile(files, { folder: join(process.cwd(), "virtual"), compiler: { types: ["node"] } }).errors).toEqual([]);
  });

  test("its first block is five lines at most, and runs against the sandbox as it stands", async () => {
    const [first = ""] = blocks;
    expect(first.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(5);
    const runner = new ModuleRunner(process.cwd());
    mkdirSync(FOLDER, { recursive: true });
    try {
      const file = join(FOLDER, "first.mjs");
      const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
      writeFileSync(file, ts.transpileModule(first, { compilerOptions: options }).outputText);
      const { code, output } = await runner.run(file, {});
      expect(code, output).toBe(0);
      expect(output.split("\n")).toContain(prints);
    } finally {
      runner.close();
      rmSync(FOLDER, { recursive: true });
    }
  });
}

/** A block that returns is the inside of a function. */
function moduleOf(block: string): string {
  const inside = /^ *return\b/m.test(block) && !block.includes("function");
  return `${inside ? `export function inside(): unknown {\n${block}\n}` : block}\nexport {};`;
}
