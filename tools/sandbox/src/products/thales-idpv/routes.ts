import type { NotImitated, Operation } from "../../product.js";
import { generateApiKey } from "./keys.js";
import type { ThalesSettings } from "./state.js";
import { listActiveUsers, listNotLoggedInUsers, listUserData } from "./statistics.js";
import { createTenant, getTenant, getTenantClientConfig, listTenants, updateTenant } from "./tenants.js";

type ThalesOperation = Operation<ThalesSettings>;

/** A path of the page about tenants, and what the release notes put before it. */
const tenants = (below: string) => ({ path: `/SystemTenant/${below}`, aliases: [`/IDPrimeVirtual/SystemTenant/${below}`] }) as const;

/** A path of the statistics on the page about them, and in the release notes. */
const statistics = (name: string) => {
  const below = `V1/Tenants/{tenantId}/statistics/${name}`;
  return { path: `/IDPrimeVirtual/${below}`, aliases: [`/IDPrimeVirtual/Provisioning/IDPrimeVirtual/UserStatistic/${below}`] } as const;
};

/** The operations that are imitated; all ids are ours. */
export const operations: readonly ThalesOperation[] = [
  { id: "createTenant", method: "POST", ...tenants("V1/Tenants/{tenantId}"), handle: createTenant },
  { id: "updateTenant", method: "PUT", ...tenants("V1/Tenants/{tenantId}"), handle: updateTenant },
  { id: "listTenants", method: "GET", ...tenants("V1/Tenants/{systemTenantId}/TenantList"), handle: listTenants },
  { id: "getTenant", method: "GET", ...tenants("V1/Tenants/{tenantId}"), handle: getTenant },
  { id: "getTenantClientConfig", method: "GET", ...tenants("V{version}/Tenants/{tenantId}/ClientConfig"), handle: getTenantClientConfig },
  { id: "listActiveUsers", method: "GET", ...statistics("activeUsers"), handle: listActiveUsers },
  { id: "listNotLoggedInUsers", method: "GET", ...statistics("notLoggedInUser"), handle: listNotLoggedInUsers },
  { id: "listUserData", method: "GET", ...statistics("data"), handle: listUserData },
  {
    id: "generateApiKey",
    method: "POST",
    path: "/IDPrimeVirtual/ApiManager/V{version}/Tenants/{tenantId}/ApiKey/{keyName}",
    handle: generateApiKey,
  },
];

/** A neighbour that the vendor has and the sandbox has not. */
export const notImitated: readonly NotImitated[] = [
  {
    method: "GET",
    path: "/IDPrimeVirtual/Provisioning/V{version}/Tenants/{tenantId}/TenantExchangePublicKey",
    why: "how a secret is encrypted with it is not published",
  },
];
