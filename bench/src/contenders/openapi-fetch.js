import createFetchClient from "openapi-fetch";
import { baseUrl, token } from "../world.js";

export function make(fetch) {
  const { GET, POST } = createFetchClient({ baseUrl, fetch, headers: { authorization: token } });
  return {
    get: async (id) => (await GET("/api/web/v4/tenants/{id}", { params: { path: { id } } })).data,
    list: async (limit) => (await POST("/api/web/v4/tenantspaged", { body: { limit } })).data,
  };
}
