import { gzipSync } from "node:zlib";
import { figure } from "@gatehouse/repository/report";
import { bundle } from "./bundle.js";

const headers = '{ authorization: "token" }';
const url = '"https://customer.example"';

/** A module that makes a client and calls one operation, by whom it is written with. */
const ONE_CALL = {
  gatehouse: `import { createClient } from "@gatehouse/runtime";
    import { authenticate, getTenant, service } from "@gatehouse/entrust-idaas/operations";
    const idaas = createClient({ ...service, operations: { authenticate, getTenant } }, { baseUrl: ${url} });
    export const tenant = (id) => idaas.getTenant({ id });`,
  "raw fetch": `export const tenant = async (id) => (await fetch(${url} + "/api/web/v4/tenants/" + id, { headers: ${headers} })).json();`,
  "openapi-fetch": `import createClient from "openapi-fetch";
    const client = createClient({ baseUrl: ${url}, headers: ${headers} });
    export const tenant = (id) => client.GET("/api/web/v4/tenants/{id}", { params: { path: { id } } });`,
  redocly: `import { createClient, OPERATIONS } from "../.results/peers/redocly/client.ts";
    const client = createClient({ getTenant: OPERATIONS.getTenant }, { serverUrl: ${url}, headers: ${headers} });
    export const tenant = (id) => client.getTenant({ path: { id } });`,
  "hey-api": `import { createClient } from "../.results/peers/hey-api/client/index.ts";
    import { getTenant } from "../.results/peers/hey-api/sdk.gen.ts";
    const client = createClient({ baseUrl: ${url}, headers: ${headers} });
    export const tenant = (id) => getTenant({ client, path: { id } });`,
  ky: `import ky from "ky";
    const client = ky.create({ prefixUrl: ${url}, headers: ${headers} });
    export const tenant = (id) => client.get("api/web/v4/tenants/" + id).json();`,
};

const WHOLE = `import { createEntrustIdaas } from "@gatehouse/entrust-idaas"; export const idaas = createEntrustIdaas({ baseUrl: ${url} });`;

/**
 * Bytes that come over the wire: minified and gzipped.
 *
 * @param {number} operations Of the whole client.
 * @returns {Promise<import("@gatehouse/repository/report").Figures>}
 */
export async function sizes(operations) {
  const entries = Object.entries(ONE_CALL).map(async ([name, code]) => /** @type {const} */ ([name, await sizeOf(code)]));
  const { gatehouse = Number.NaN, ...peers } = Object.fromEntries(await Promise.all(entries));
  const whole = await sizeOf(WHOLE);
  return {
    "size of a module with one call, login included": figure(gatehouse, "bytes, min+gzip", { target: { atMost: 8000 }, peers }),
    "size of a client of all operations": figure(whole, "bytes, min+gzip", { target: { atMost: 8_000 + 150 * (operations - 1) } }),
    // The login is one of them and in both.
    "size of each further operation": figure((whole - gatehouse) / (operations - 2), "bytes, min+gzip", { target: { atMost: 150 } }),
  };
}

/** @param {string} code */
async function sizeOf(code) {
  return gzipSync(await bundle(code, { minify: true }), { level: 9 }).length;
}
