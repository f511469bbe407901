import ky from "ky";
import { baseUrl, token } from "../world.js";

export function make(fetch) {
  const client = ky.create({ prefixUrl: baseUrl, fetch, headers: { authorization: token } });
  return {
    get: (id) => client.get(`api/web/v4/tenants/${encodeURIComponent(id)}`).json(),
    list: (limit) => client.post("api/web/v4/tenantspaged", { json: { limit } }).json(),
  };
}
