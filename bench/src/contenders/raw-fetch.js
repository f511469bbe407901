import { baseUrl, token } from "../world.js";

export function make(fetch) {
  const headers = { accept: "application/json", authorization: token };
  return {
    get: async (id) => (await fetch(`${baseUrl}/api/web/v4/tenants/${encodeURIComponent(id)}`, { headers })).json(),
    list: async (limit) => {
      const init = { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify({ limit }) };
      return (await fetch(`${baseUrl}/api/web/v4/tenantspaged`, init)).json();
    },
  };
}
