import type { Corpus } from "../../../../test/fuzz/corpus.js";
import { wellKnownTenants as ids, wellKnownOperations as jobs } from "../well-known.js";
import { CREATE_ASYNC, creation, identityProviderPath, operationPath, PAGED, TENANTS, USAGE } from "./target.js";

const LOGIN = "/api/web/v1/adminapi/authenticate";
const tenant = `${TENANTS}/${ids.tenant}` as const;
const credentials = { applicationId: "a0000000-0000-4000-8000-000000000001", sharedSecret: "sandbox-full-000000000000000000000000000000" };

/** One good request for each operation. */
export const corpus: Corpus = {
  async signIn(sandbox, account) {
    const { baseUrl, credentials: body } = sandbox.connect("entrust-idaas", account);
    const answer = await sandbox.fetch(`${baseUrl}${LOGIN}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { authorization: `Bearer ${((await answer.json()) as { authToken: string }).authToken}` };
  },
  requests: [
    { method: "POST", path: LOGIN, body: credentials },
    { method: "POST", path: CREATE_ASYNC, body: creation({ adminApiApplication: { name: "Robot", roleId: "r" } }) },
    { method: "GET", path: operationPath(jobs.failedOperation, "createstatus") as `/${string}` },
    { method: "GET", path: operationPath(jobs.completedOperation, "createresult") as `/${string}` },
    { method: "POST", path: TENANTS, body: creation({ tenant: { serviceProvider: true } }) },
    {
      method: "POST",
      path: PAGED,
      body: {
        limit: 5,
        attributes: ["hostname", "locked"],
        searchByAttributes: [{ name: "companyName", operator: "CONTAINS", value: "a" }],
        orderByAttribute: { name: "hostname", ascending: false },
      },
    },
    { method: "GET", path: tenant },
    { method: "DELETE", path: tenant },
    { method: "PUT", path: `${tenant}/lock` },
    { method: "PUT", path: `${tenant}/unlock` },
    { method: "GET", path: `${tenant}/entitlements` },
    { method: "PUT", path: `${tenant}/entitlements`, body: { quantity: 250, userBundles: [{ bundleType: "PLUS" }] } },
    { method: "GET", path: `${tenant}/entitlements/USERS` },
    {
      method: "POST",
      path: USAGE,
      body: { limit: 3, searchByAttributes: [{ name: "startTime", operator: "GREATER_THAN_OR_EQUAL", value: "2018-08-04T18:15:30Z" }] },
    },
    { method: "GET", path: identityProviderPath(ids.managed) as `/${string}` },
    { method: "PUT", path: identityProviderPath(ids.tenant) as `/${string}`, body: { enabled: true } },
  ],
};
