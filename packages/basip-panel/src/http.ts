import { transportOf } from "@gatehouse/runtime";
import createFetchClient, { type Client } from "openapi-fetch";
import type { BasipPanel } from "./generated/client.js";
import type { paths } from "./generated/schema.js";

export type { paths } from "./generated/schema.js";

/**
 * The low-level way: an openapi-fetch client, typed by the description's paths, over the same login, retries and deadline as `panel` itself.
 *
 * What it lacks beside the methods: errors are returned and not told apart by status, there are no pages, and only GET, HEAD and OPTIONS
 * are sent again after a failure.
 *
 * @throws {TypeError} for a client that `createBasipPanel` did not make.
 *
 * @example
 * const { GET } = http(panel);
 * const { data, error } = await GET("/api/v1/access/identifier/items", { params: { query: { limit: 50 } } });
 */
export function http(panel: BasipPanel): Client<paths> {
  const { baseUrl, fetch, checkPath } = transportOf(panel);
  // A filter is an object that goes over the wire as parameters of its own, as OpenAPI has it unless told otherwise.
  const client = createFetchClient<paths>({ baseUrl, fetch, querySerializer: { object: { style: "form", explode: true } } });
  // openapi-fetch writes dots and what is missing as they are, and a URL parser would take them for another path.
  client.use({ onRequest: ({ request, schemaPath, params }) => checkPath(request.method, schemaPath, params.path) });
  return client;
}
