import { transportOf } from "@gatehouse/runtime";
import createFetchClient, { type Client } from "openapi-fetch";
import type { ThalesIdpv } from "./generated/client.js";
import type { paths } from "./generated/schema.js";

export type { paths } from "./generated/schema.js";
export { tenantForm } from "./tenant-form.js";

/**
 * The low-level way: an openapi-fetch client, typed by the description's paths, over the same key, retries and deadline as `idpv` itself.
 *
 * What it lacks beside the methods: errors are returned and not told apart by status, and only GET, HEAD and OPTIONS are sent again after a
 * failure. What it has beside them: a tenant can be created by a form, see `tenantForm`.
 *
 * @throws {TypeError} for a client that `createThalesIdpv` did not make.
 *
 * @example
 * const { GET } = http(idpv);
 * const { data, error } = await GET("/SystemTenant/V1/Tenants/{tenantId}", { params: { path: { tenantId } } });
 */
export function http(idpv: ThalesIdpv): Client<paths> {
  const { baseUrl, fetch, checkPath } = transportOf(idpv);
  const client = createFetchClient<paths>({ baseUrl, fetch });
  // openapi-fetch writes dots and what is missing as they are, and a URL parser would take them for another path.
  client.use({ onRequest: ({ request, schemaPath, params }) => checkPath(request.method, schemaPath, params.path) });
  return client;
}
