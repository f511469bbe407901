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
  /** Bytes that looking at every answer of every operation adds. */
  readonly validation: number;
  /** Bytes of a client of the operations of one call, its login among them. */
  readonly one?: { readonly of: readonly string[]; readonly bytes: number };
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
 * await bundle("entrust-idaas", { all: 10_000, validation: 8_500 });
 */
export async function bundle(api: string, { all, one, validation, further = 150, without }: BundleLimits): Promise<void> {
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

  if (one) {
    test(`a client of ${one.of.join(" and ")} has at most ${one.bytes} bytes`, async () => {
      expect(bytesOf(await bundled(clientOf(module, one.of)))).toBeLessThanOrEqual(one.bytes);
    });
  }

  test("http brings openapi-fetch", async () => {
    expect(await bundled(`${whole} import { http } from "${module}/http"; export const low = http(client);`)).toContain(OPENAPI_FETCH);
  });

  test("a client that does not look at answers has not a byte of what could", async () => {
    const code = await bundled(whole);
    for (const name of IN_VALIDATION) expect(code).not.toContain(name);
    const unused = `import { report, strict, validation } from "${module}/validation";`;
    // Not minified: short names are given by how often a name is met, also in what is then left out.
    expect(await bundled(`${whole} ${unused}`, false)).toBe(await bundled(whole, false));
  });

  test(`looking at all answers adds at most ${validation} bytes, and at those of one operation what it needs of them`, async () => {
    const code = await bundled(whole);
    const all = await bundled(looking(module, factory, "validation"));
    for (const name of IN_VALIDATION) expect(all).toContain(name);
    expect(bytesOf(all) - bytesOf(code)).toBeLessThanOrEqual(validation);
    // A single operation is all of them.
    for (const { constant } of constants.length > 1 ? constants : []) {
      const one = await bundled(looking(module, factory, `{ ${constant} }`, constant));
      expect(placesIn(one).length, constant).toBeLessThan(placesIn(all).length);
    }
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

/** Texts that no minifier changes: names of differences, and of a keyword in a pointer. */
const IN_VALIDATION = ["unknown-property", "wrong-type", "x-extensible-enum"];

/** A client that reports what is different in answers of some operations. */
function looking(module: string, factory: string, validators: string, imported = validators): string {
  return `
    import { ${factory} } from "${module}";
    import { ${imported}, report } from "${module}/validation";
    export const client = ${factory}({ baseUrl: "https://x.example", validate: report(${validators}, console.log) });`;
}

/** The schemas in a bundle, by their places in the description. */
function placesIn(code: string): readonly string[] {
  return code.match(/"[\w./-]+\.yaml#\/[^"]*"/g) ?? [];
}

function clientOf(module: string, operations: readonly string[]): string {
  return `
    import { createClient } from "@gatehouse/runtime";
    import { ${operations.join(", ")}, service } from "${module}/operations";
    export const client = createClient({ ...service, operations: { ${operations.join(", ")} } }, { baseUrl: "https://x.example" });`;
}

async function bundled(contents: string, minify = true): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    minify,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return outputFiles[0]!.text;
}

/** Bytes over the wire. */
const bytesOf = (code: string) => gzipSync(code, { level: 9 }).length;
