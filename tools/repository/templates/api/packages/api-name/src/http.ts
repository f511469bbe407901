import { transportOf } from "@gatehouse/runtime";
import createFetchClient, { type Client } from "openapi-fetch";
import type { ApiName } from "./generated/client.js";
import type { paths } from "./generated/schema.js";

export type { paths } from "./generated/schema.js";

/**
 * The low-level way: an openapi-fetch client, typed by the description's paths, over the same credentials, retries and deadline as the
 * client itself.
 *
 * What it lacks beside the methods: errors are returned and not told apart by status, there are no pages and no jobs, and only GET, HEAD and
 * OPTIONS are sent again after a failure.
 *
 * @throws {TypeError} for a client that `createApiName` did not make.
 *
 * @example
 * const { data, error } = await http(client).GET("/status");
 */
export function http(client: ApiName): Client<paths> {
  const { baseUrl, fetch, checkPath } = transportOf(client);
  const low = createFetchClient<paths>({ baseUrl, fetch });
  // openapi-fetch writes dots and what is missing as they are, and a URL parser would take them for another path.
  low.use({ onRequest: ({ request, schemaPath, params }) => checkPath(request.method, schemaPath, params.path) });
  return low;
}
