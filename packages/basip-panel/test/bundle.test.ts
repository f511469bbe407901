import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

/** Bytes over the wire. */
const sizeOf = (code: string) => gzipSync(code, { level: 9 }).length;

const WHOLE = `import { createBasipPanel } from "@gatehouse/basip-panel"; export const panel = createBasipPanel({ baseUrl: "https://x.example" });`;
const SOME = `
  import { createClient } from "@gatehouse/runtime";
  import { getDeviceInfo, service } from "@gatehouse/basip-panel/operations";
  export const panel = createClient({ ...service, operations: { getDeviceInfo } }, { baseUrl: "https://x.example" });`;

test("a client of all operations is small, with MD5 in it and no other hash, and without openapi-fetch", async () => {
  const code = await bundle(WHOLE);
  expect(code).toContain("/api/v1/apartment/item/unbind/identifier/{identifier-uid}");
  // The name of one of openapi-fetch's options: no minifier changes it.
  expect(code).not.toContain("requestInitExt");
  // Constants of SHA-1 and RIPEMD-160, the other hashes of the module that MD5 comes from.
  expect(/1518500249|1352829926|0x5a827999|0x50a28be6/i.test(code)).toBe(false);
  expect(sizeOf(code)).toBeLessThan(13_000);
});

test("http brings openapi-fetch", async () => {
  expect(await bundle(`${WHOLE} import { http } from "@gatehouse/basip-panel/http"; export const low = http(panel);`)).toContain(
    "requestInitExt",
  );
});

test("a client of some operations has those and no other", async () => {
  const code = await bundle(SOME);
  expect(code).toContain("/api/info");
  for (const other of ["/api/v1/access", "/api/v1/apartment"]) expect(code.includes(other), other).toBe(false);
});
