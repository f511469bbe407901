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

const WHOLE = `import { createImagewareGmi } from "@gatehouse/imageware-gmi"; export const gmi = createImagewareGmi({ baseUrl: "https://x.example" });`;
const SOME = `
  import { createClient } from "@gatehouse/runtime";
  import { issueToken, listTenantUsers, service } from "@gatehouse/imageware-gmi/operations";
  export const gmi = createClient({ ...service, operations: { issueToken, listTenantUsers } }, { baseUrl: "https://x.example" });`;

test("a client of all operations is small, and openapi-fetch is not in it", async () => {
  const code = await bundle(WHOLE);
  expect(code).toContain("/v2/gmiserver/tenant/{tenant_code}/svrgrp/main/alg/{alg_code}");
  // The name of one of openapi-fetch's options: no minifier changes it.
  expect(code).not.toContain("requestInitExt");
  expect(sizeOf(code)).toBeLessThan(10_000);
});

test("http brings openapi-fetch", async () => {
  expect(await bundle(`${WHOLE} import { http } from "@gatehouse/imageware-gmi/http"; export const low = http(gmi);`)).toContain(
    "requestInitExt",
  );
});

test("a client of some operations has those and no other", async () => {
  const code = await bundle(SOME);
  expect(code).toContain("/v2/gmiserver/tenant/{tenant_code}/person");
  // What each operation of the sixteen others costs.
  expect((sizeOf(await bundle(WHOLE)) - sizeOf(code)) / 16).toBeLessThan(150);
  for (const other of ["svrgrp", "liveness", "{app_code}", "/v1/tenant"]) expect(code.includes(other), other).toBe(false);
});
