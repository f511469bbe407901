import { createClient } from "../../.results/peers/hey-api/client/index.ts";
import { getTenant, listTenants } from "../../.results/peers/hey-api/sdk.gen.ts";
import { baseUrl, token } from "../world.js";

export function make(fetch) {
  const client = createClient({ baseUrl, fetch, headers: { authorization: token } });
  return {
    get: async (id) => (await getTenant({ client, path: { id } })).data,
    list: async (limit) => (await listTenants({ client, body: { limit } })).data,
  };
}
