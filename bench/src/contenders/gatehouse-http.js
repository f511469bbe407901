import { createEntrustIdaas } from "@gatehouse/entrust-idaas";
import { http } from "@gatehouse/entrust-idaas/http";
import { baseUrl } from "../world.js";

/** openapi-fetch over our login, retries and deadline. */
export function make(fetch) {
  const credentials = { applicationId: "a", sharedSecret: "s" };
  const { GET, POST } = http(createEntrustIdaas({ baseUrl, credentials, fetch }));
  return {
    get: async (id) => (await GET("/api/web/v4/tenants/{id}", { params: { path: { id } } })).data,
    list: async (limit) => (await POST("/api/web/v4/tenantspaged", { body: { limit } })).data,
  };
}
