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

const WHOLE = `import { createThalesIdpv } from "@gatehouse/thales-idpv"; export const idpv = createThalesIdpv({ baseUrl: "https://x.example" });`;
const SOME = `
  import { createClient } from "@gatehouse/runtime";
  import { getTenant, service } from "@gatehouse/thales-idpv/operations";
  export const idpv = createClient({ ...service, operations: { getTenant } }, { baseUrl: "https://x.example" });`;

// The name of one of openapi-fetch's options: no minifier changes it.
const OPENAPI_FETCH = "requestInitExt";

test("a client of all operations is small, and openapi-fetch is not in it", async () => {
  const code = await bundle(WHOLE);
  expect(code).toContain("/statistics/notLoggedInUser");
  expect(code).not.toContain(OPENAPI_FETCH);
  expect(gzipSync(code, { level: 9 }).length).toBeLessThan(10_000);
});

test("http brings openapi-fetch", async () => {
  const low = `${WHOLE} import { http } from "@gatehouse/thales-idpv/http"; export const low = http(idpv);`;
  expect(await bundle(low)).toContain(OPENAPI_FETCH);
});

test("a client of some operations has those and no other", async () => {
  const code = await bundle(SOME);
  expect(code).toContain("/SystemTenant/V1/Tenants/");
  for (const other of ["statistics", "ClientConfig", "TenantList", "ApiManager"]) expect(code.includes(other), other).toBe(false);
});
