import { transportOf } from "@gatehouse/runtime";
import createFetchClient, { type Client } from "openapi-fetch";
import type { ImagewareGmi } from "./generated/client.js";
import type { paths } from "./generated/schema.js";

export type { paths } from "./generated/schema.js";

/**
 * The low-level way: an openapi-fetch client, typed by the description's paths, over the same login, servers and deadline as `gmi` itself.
 *
 * What it lacks beside the methods: errors are returned and not told apart by status, there are no pages, and only GET, HEAD and OPTIONS are
 * sent again after a failure.
 *
 * @throws {TypeError} for a client that `createImagewareGmi` did not make.
 *
 * @example
 * const { GET } = http(gmi);
 * const { data, error } = await GET("/v2/gmiserver/tenant/{tenant_code}", { params: { path: { tenant_code: "LindenWorks" } } });
 */
export function http(gmi: ImagewareGmi): Client<paths> {
  const { baseUrl, fetch, checkPath } = transportOf(gmi);
  const client = createFetchClient<paths>({ baseUrl, fetch });
  // openapi-fetch writes dots and what is missing as they are, and a URL parser would take them for another path.
  client.use({ onRequest: ({ request, schemaPath, params }) => checkPath(request.method, schemaPath, params.path) });
  return client;
}
