import { authenticate, getTenant, listTenants, service } from "@gatehouse/entrust-idaas/operations";
import { createClient } from "@gatehouse/runtime";
import { baseUrl } from "../world.js";

/** The only one that signs in by itself; the token is kept, as in a program that lives longer than a call. */
export function make(fetch) {
  const credentials = { applicationId: "a", sharedSecret: "s" };
  const idaas = createClient({ ...service, operations: { authenticate, getTenant, listTenants } }, { baseUrl, credentials, fetch });
  return { get: (id) => idaas.getTenant({ id }), list: (limit) => idaas.listTenants({ body: { limit } }) };
}
