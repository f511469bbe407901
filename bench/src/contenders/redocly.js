import { createClient, OPERATIONS } from "../../.results/peers/redocly/client.ts";
import { baseUrl, token } from "../world.js";

export function make(fetch) {
  const client = createClient(OPERATIONS, { serverUrl: baseUrl, fetch, headers: { authorization: token } });
  return { get: (id) => client.getTenant({ path: { id } }), list: (limit) => client.listTenants({ body: { limit } }) };
}
