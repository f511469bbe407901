import { gzipSync } from "node:zlib";
import { operationNames } from "@gatehouse/codegen";
import { loadDescription } from "@gatehouse/description";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { clientNames } from "./client-names.js";
import { specFolder } from "./spec-folder.js";

/** What a client's bundle has to stay within. */
export interface BundleLimits {
  /** Bytes, minified and gzipped, of a client of all operations. */
  readonly all: number;
  /** Bytes of each operation after the first. Default: 150. */
  readonly further?: number;
  /** What must not be in it. */
  readonly without?: RegExp;
}

/** The name of one of openapi-fetch's options: no minifier changes it. */
const OPENAPI_FETCH = "requestInitExt";

/**
 * Registers tests of what a bundler makes of a client: its bytes, and that nothing is in it that nobody asked for. Call it from the client's
 * own workspace.
 *
 * @example
 * await bundle("entrust-idaas", { all: 10_000 });
 */
export async function bundle(api: string, { all, further = 150, without }: BundleLimits): Promise<void> {
  const description = await loadDescription(specFolder(api));
  const { module, factory } = clientNames(description);
  const { of: names } = operationNames(description);
  const constants = description.operations.map(({ id, path }) => ({ constant: names.get(id)!.constant, path }));
  const whole = `import { ${factory} } from "${module}"; export const client = ${factory}({ baseUrl: "https://x.example" });`;

  test(`a client of all operations has at most ${all} bytes, and openapi-fetch is not in it`, async () => {
    const code = await bundled(whole);
    for (const { path } of constants) expect(code).toContain(`"${path}"`);
    expect(code).not.toContain(OPENAPI_FETCH);
    if (without) expect(code).not.toMatch(without);
    expect(bytesOf(code)).toBeLessThanOrEqual(all);
  });

  test("http brings openapi-fetch", async () => {
    expect(await bundled(`${whole} import { http } from "${module}/http"; export const low = http(client);`)).toContain(OPENAPI_FETCH);
  });

  test("a client of one operation has that and no other, whichever it is", async () => {
    for (const { constant, path } of constants) {
      const code = await bundled(clientOf(module, [constant]));
      const inside = new Set(constants.map((one) => one.path).filter((one) => code.includes(`"${one}"`)));
      expect([...inside], constant).toEqual([path]);
    }
  });

  test.runIf(constants.length > 1)(`each operation after the first costs at most ${further} bytes`, async () => {
    const [first, every] = await Promise.all([
      bundled(clientOf(module, [constants[0]!.constant])),
      bundled(
        clientOf(
          module,
          constants.map(({ constant }) => constant),
        ),
      ),
    ]);
    expect((bytesOf(every) - bytesOf(first)) / (constants.length - 1)).toBeLessThanOrEqual(further);
  });
}

function clientOf(module: string, operations: readonly string[]): string {
  return `
    import { createClient } from "@gatehouse/runtime";
    import { ${operations.join(", ")}, service } from "${module}/operations";
    export const client = createClient({ ...service, operations: { ${operations.join(", ")} } }, { baseUrl: "https://x.example" });`;
}

async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return outputFiles[0]!.text;
}

/** Bytes over the wire. */
const bytesOf = (code: string) => gzipSync(code, { level: 9 }).length;
