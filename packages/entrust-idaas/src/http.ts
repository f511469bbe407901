import { transportOf } from "@gatehouse/runtime";
import createFetchClient, { type Client } from "openapi-fetch";
import type { EntrustIdaas } from "./generated/client.js";
import type { paths } from "./generated/schema.js";

export type { paths } from "./generated/schema.js";

/**
 * The low-level way: an openapi-fetch client, typed by the description's paths, over the same login, retries and deadline as `idaas` itself.
 *
 * What it lacks beside the methods: errors are returned and not told apart by status, there are no pages and no jobs, and only GET, HEAD and
 * OPTIONS are sent again after a failure.
 *
 * @throws {TypeError} for a client that `createEntrustIdaas` did not make.
 *
 * @example
 * const { POST } = http(idaas);
 * const { data, error } = await POST("/api/web/v4/tenantspaged", { body: { limit: 10 } });
 */
export function http(idaas: EntrustIdaas): Client<paths> {
  const { baseUrl, fetch, checkPath } = transportOf(idaas);
  const client = createFetchClient<paths>({ baseUrl, fetch });
  // openapi-fetch writes dots and what is missing as they are, and a URL parser would take them for another path.
  client.use({ onRequest: ({ request, schemaPath, params }) => checkPath(request.method, schemaPath, params.path) });
  return client;
}
