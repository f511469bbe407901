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

const WHOLE = `import { createEntrustIdaas } from "@gatehouse/entrust-idaas"; export const idaas = createEntrustIdaas({ baseUrl: "https://x.example" });`;
const SOME = `
  import { createClient } from "@gatehouse/runtime";
  import { authenticate, listTenants, service } from "@gatehouse/entrust-idaas/operations";
  export const idaas = createClient({ ...service, operations: { authenticate, listTenants } }, { baseUrl: "https://x.example" });`;

test("a client of all operations is small, and openapi-fetch is not in it", async () => {
  const code = await bundle(WHOLE);
  expect(code).toContain("/api/web/v1/tenants/{id}/spidentityprovider");
  // The name of one of openapi-fetch's options: no minifier changes it.
  expect(code).not.toContain("requestInitExt");
  expect(sizeOf(code)).toBeLessThan(10_000);
});

test("http brings openapi-fetch", async () => {
  expect(await bundle(`${WHOLE} import { http } from "@gatehouse/entrust-idaas/http"; export const low = http(idaas);`)).toContain(
    "requestInitExt",
  );
});

test("a client of some operations has those and no other", async () => {
  const code = await bundle(SOME);
  expect(code).toContain("/api/web/v4/tenantspaged");
  // What each operation of the fourteen others costs.
  expect((sizeOf(await bundle(WHOLE)) - sizeOf(code)) / 14).toBeLessThan(150);
  for (const other of ["spidentityprovider", "entitlements", "createresult", "/lock"]) expect(code.includes(other), other).toBe(false);
});
