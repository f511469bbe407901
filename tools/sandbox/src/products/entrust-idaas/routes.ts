import type { Answer } from "../../answer.js";
import type { NotImitated, Operation } from "../../product.js";
import { createTenant } from "./creation.js";
import { getEntitlement, getEntitlements, setEntitlement } from "./entitlements.js";
import { getIdentityProvider, setIdentityProvider } from "./identity-provider.js";
import { createTenantAsync, getCreateTenantResult, getCreateTenantStatus } from "./jobs.js";
import type { EntrustCall, EntrustSettings } from "./state.js";
import { getTenant, getTenantsPage, lockTenant, removeTenant, unlockTenant } from "./tenants.js";
import { authenticate, authorise, type Caller } from "./tokens.js";
import { getUsage } from "./usage.js";

type EntrustOperation = Operation<EntrustSettings>;

const secured =
  (permission: string, handle: (call: EntrustCall, caller: Caller) => Answer): EntrustOperation["handle"] =>
  (call) =>
    handle(call, authorise(call, permission));

const TENANTS = "/api/web/v4/tenants";

/** The operations of release 5.36 that are imitated. */
export const operations: readonly EntrustOperation[] = [
  { id: "authenticateAdminApiUsingPOST", method: "POST", path: "/api/web/v1/adminapi/authenticate", handle: authenticate },
  {
    id: "createTenantAsyncUsingPOST",
    method: "POST",
    path: "/api/web/v5/async/tenants",
    handle: secured("TENANTS:ADD", createTenantAsync),
  },
  {
    id: "getCreateTenantAsyncStatusUsingGET",
    method: "GET",
    path: "/api/web/v4/async/tenants/{id}/createstatus",
    handle: secured("TENANTS:VIEW", getCreateTenantStatus),
  },
  {
    id: "getCreateTenantAsyncResultUsingGET",
    method: "GET",
    path: "/api/web/v4/async/tenants/{id}/createresult",
    handle: secured("TENANTS:ADD", getCreateTenantResult),
  },
  { id: "createTenantUsingPOST", method: "POST", path: TENANTS, handle: secured("TENANTS:ADD", createTenant) },
  { id: "getTenantsPageUsingPOST", method: "POST", path: "/api/web/v4/tenantspaged", handle: secured("TENANTS:VIEW", getTenantsPage) },
  { id: "getTenantUsingGET", method: "GET", path: `${TENANTS}/{id}`, handle: secured("TENANTS:VIEW", getTenant) },
  { id: "removeTenantUsingDELETE", method: "DELETE", path: `${TENANTS}/{id}`, handle: secured("TENANTS:REMOVE", removeTenant) },
  { id: "lockTenantUsingPUT", method: "PUT", path: `${TENANTS}/{id}/lock`, handle: secured("TENANTS:EDIT", lockTenant) },
  { id: "unlockTenantUsingPUT", method: "PUT", path: `${TENANTS}/{id}/unlock`, handle: secured("TENANTS:EDIT", unlockTenant) },
  {
    id: "getTenantEntitlementsUsingGET",
    method: "GET",
    path: `${TENANTS}/{tenantid}/entitlements`,
    handle: secured("SPENTITLEMENTS:VIEW", getEntitlements),
  },
  {
    id: "setTenantEntitlementUsingPUT",
    method: "PUT",
    path: `${TENANTS}/{tenantid}/entitlements`,
    handle: secured("SPENTITLEMENTS:EDIT", setEntitlement),
  },
  {
    id: "getTenantEntitlementUsingGET",
    method: "GET",
    path: `${TENANTS}/{tenantid}/entitlements/{type}`,
    handle: secured("SPENTITLEMENTS:VIEW", getEntitlement),
  },
  {
    id: "getEntitlementUsageInfoUsingPOST",
    method: "POST",
    path: `${TENANTS}/entitlements/usage`,
    handle: secured("TENANTS:VIEW", getUsage),
  },
  {
    id: "getSpIdentityProviderUsingGET",
    method: "GET",
    path: "/api/web/v1/tenants/{id}/spidentityprovider",
    handle: secured("SPIDENTITYPROVIDERS:VIEW", getIdentityProvider),
  },
  {
    id: "setSpIdentityProviderUsingPUT",
    method: "PUT",
    path: "/api/web/v1/tenants/{id}/spidentityprovider",
    handle: secured("SPIDENTITYPROVIDERS:EDIT", setIdentityProvider),
  },
];

/** Neighbours of these operations that the vendor has, or had, and the sandbox has not. */
export const notImitated: readonly NotImitated[] = [
  { method: "POST", path: "/api/web/v4/async/tenants", why: "release 5.36 replaced it by /api/web/v5/async/tenants" },
  { method: "PUT", path: "/api/web/v1/applications/adminapi/regenerate/{id}", why: "secrets cannot be renewed here" },
];
