import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { operationNames } from "@gatehouse/codegen";
import { compile } from "@gatehouse/codegen/compile";
import { loadDescription } from "@gatehouse/description";
import { expect, test } from "vitest";
import { clientNames } from "./client-names.js";
import { Editor } from "./editor.js";
import { exportedAnys } from "./exported-anys.js";
import { specFolder } from "./spec-folder.js";

/** Where files stand as far as the compiler knows: packages resolve from the client's workspace, to what is built. */
const FOLDER = join(process.cwd(), "virtual");

/**
 * Registers tests of what an editor shows of a client: no exported type is `any`, and hovering over an operation or typing its arguments
 * tells what it does, how it fails and how it is called. `test/hovers.txt` has it in short. Call it from the client's own workspace.
 *
 * @example
 * await types("entrust-idaas");
 */
export async function types(api: string): Promise<void> {
  const description = await loadDescription(specFolder(api));
  const { module, type, variable } = clientNames(description);
  const { of: names } = operationNames(description);
  const operations = description.operations.map((operation) => ({ operation, key: names.get(operation.id)!.key }));

  const prelude = `import type { ${type} } from "${module}";\ndeclare const ${variable}: ${type};\n`;
  const calls = operations.map(({ key }) => `${variable}.${key}();\n`);
  const { exports } = JSON.parse(await readFile(join(process.cwd(), "package.json"), "utf8")) as { readonly exports: object };
  const entries = ["@gatehouse/runtime", ...Object.keys(exports).map((path) => `${module}${path.slice(1)}`)];
  const everything = entries.map(
    (entry, index) => `import * as entry${index} from "${entry}";
export { entry${index} };
`,
  );
  const editor = new Editor(FOLDER, { "calls.ts": prelude + calls.join(""), "everything.ts": everything.join("") });
  const hovers = operations.map(({ operation, key }) => ({
    operation,
    key,
    hover: editor.hover("calls.ts", `${variable}.${key}(`),
    help: editor.callHelp("calls.ts", `${variable}.${key}(`),
  }));

  test("no type that is exported is any, however deep", () => {
    expect(exportedAnys(editor.program, join(FOLDER, "everything.ts"))).toEqual([]);
  });

  test.each(hovers)("hovering over $key says what it does, each declared error, and an example", ({ operation, hover }) => {
    expect(hover.text.split("\n")[0]).toBe(operation.summary);
    const declared = operation.responses.flatMap(({ status }) => (Number(status) >= 400 ? [String(status)] : []));
    expect(hover.tags.throws.map(statusOf)).toEqual(declared);
    expect(hover.tags.example).toHaveLength(1);
  });

  test("typing the arguments of a call shows the same as hovering over it", () => {
    for (const { key, hover, help } of hovers) expect(help, key).toMatchObject({ text: hover.text, tags: hover.tags });
  });

  test("every example that an editor shows compiles", () => {
    const examples = hovers.map(({ hover }) => hover.tags.example[0]!.replace(/^```ts\n|\n```$/g, ""));
    const shown = [
      `declare const ${variable}: import("${module}").${type};`,
      'declare const readFile: typeof import("node:fs/promises").readFile;',
      'declare const createHash: typeof import("node:crypto").createHash;',
    ];
    const files = [
      ["shown.d.ts", shown.join("\n")] as const,
      ...examples.map((example, index) => [`${hovers[index]!.key}.ts`, `${example}\nexport {};\n`] as const),
    ];
    expect(compile(files, { folder: FOLDER, compiler: { types: ["node"] } }).errors).toEqual([]);
  });

  test("what an editor shows in short is as committed", async () => {
    const lines = hovers.map(({ hover, help }) =>
      [
        help.title,
        hover.text.split("\n")[0]!,
        `throws ${hover.tags.throws.map(statusOf).join(" ")}`,
        ...hover.tags.example[0]!.replace(/^```ts\n|\n```$/g, "").split("\n"),
      ].join("\n  "),
    );
    await expect(`${lines.join("\n\n")}\n`).toMatchFileSnapshot(join(process.cwd(), "test/hovers.txt"));
  });
}

/** Of a `@throws` tag as an editor shows it: `{ApiError} 404: What the path names …`. */
const statusOf = (text: string) => /^\{?ApiError\}? (\d{3})\b/.exec(text)?.[1];
