import { accounts } from "./accounts.js";
import { adminUserView } from "./admin-user.js";
import { blankEntitlement } from "./creation.js";
import {
  type Bundle,
  type EntitlementRecord,
  type EntrustSite,
  type OperationRecord,
  type State,
  stateOf,
  type TenantRecord,
} from "./state.js";
import { tenantView } from "./views.js";
import { wellKnownTenants as ids, wellKnownOperations } from "./well-known.js";

type Seed = Partial<Omit<TenantRecord, "id" | "order" | "hostname" | "companyName">> & {
  readonly entitlement?: Partial<EntitlementRecord>;
  /** Days of daily usage before today. */
  readonly usedDays?: number;
};

const DAY = 86_400_000;
const FAR = Date.UTC(2099, 11, 31, 23, 59, 59);
const LATER = Date.UTC(2089, 11, 31, 23, 59, 59);
const allBundles = ["ADVANCED", "ESSENTIALS", "PROFESSIONAL", "API", "STANDARD", "PLUS", "PREMIUM", "CONSUMER"];
const bundles = (types: readonly string[]): Bundle[] => types.map((bundleType) => ({ bundleType, rank: null, usageReportId: null }));
const issuance = (types: readonly string[]) => ({
  addOn: null,
  quantity: 25,
  consumed: 0,
  startDate: null,
  endDate: null,
  serviceBundles: bundles(types),
});
const provider = { serviceProvider: true };

const PLAIN = [
  "Birch Bakery",
  "Cedar Clinic",
  "Dune Design",
  "Ember Energy",
  "Fjord Freight",
  "Glacier Goods",
  "Hazel Hotels",
  "Iris Imaging",
  "Juniper Justice",
  "Kestrel Kitchens",
  "Lagoon Logistics",
  "Meadow Media",
  "Nimbus Networks",
  "Opal Optics",
  "Pine Pharma",
  "Quartz Quarries",
  "River Rail",
  "Sage Security",
  "Tundra Travel",
  "Umber Universities",
];

/** A fresh world: a root provider with more than 30 accounts below it, and the accounts that call. */
export function seed(site: EntrustSite): void {
  const state = stateOf(site);
  const add = (id: string, companyName: string, domain: string, given: Seed = {}) => addTenant(site, state, id, companyName, domain, given);

  add(ids.root, "Gatehouse Root", "gatehouse", {
    parentId: null,
    ...provider,
    entitlement: { quantity: 2 ** 31, endDate: FAR, issuance: issuance(allBundles) },
  });
  add(ids.tenant, "Acorn Insurance", "acorn", { entitlement: { quantity: 200, used: 163, contractNumber: "C-1001" }, usedDays: 14 });
  add(ids.locked, "Bolt Brokers", "bolt", { locked: true });
  add(ids.trial, "Trellis Trials", "trellis", { contractMode: "TRIAL", usedDays: 7 });
  add(ids.unknownMode, "Vintage Vaults", "vintage", { contractMode: "UNKNOWN" });
  add(ids.issuance, "Cardinal Cards", "cardinal", {
    authenticationAccount: false,
    issuanceAccount: true,
    entitlement: { issuance: issuance(["PROFESSIONAL"]) },
    usedDays: 3,
  });
  add(ids.managed, "Willow Works", "willow");
  add(ids.created, "Yarrow Yachts", "yarrow", { entitlement: { quantity: 10, used: 1 } });
  PLAIN.forEach((companyName, index) => {
    add(`7e000000-0000-4000-8000-${String(index + 9).padStart(12, "0")}`, companyName, companyName.split(" ")[0]!.toLowerCase());
  });

  add(ids.serviceProvider, "Harbour Group", "harbour", { ...provider, entitlement: { quantity: 5000 } });
  add(ids.subTenant, "Harbour North", "harbour-north", { parentId: ids.serviceProvider });
  add(ids.otherSubTenant, "Harbour South", "harbour-south", { parentId: ids.serviceProvider });
  add(ids.otherProvider, "Orchard Partners", "orchard", {
    ...provider,
    entitlement: { quantity: 110, issuance: issuance(["PROFESSIONAL"]) },
  });
  add(ids.foreign, "Orchard Apples", "orchard-apples", { parentId: ids.otherProvider, usedDays: 2 });
  add(ids.trialProvider, "Pilot Partners", "pilot", { ...provider, contractMode: "TRIAL", entitlement: { quantity: 1000 } });
  add(ids.lockedProvider, "Latch Partners", "latch", { ...provider, locked: true });

  state.identityProviders.insert({
    id: ids.managed,
    clientId: "c0000000-0000-4000-8000-000000000001",
    defaultMaxAge: null,
    displayConsent: false,
  });
  addAccounts(state);
  addOperations(site, state);
}

function addTenant(site: EntrustSite, state: State, id: string, companyName: string, domain: string, given: Seed): void {
  const { entitlement, usedDays = 0, ...rest } = given;
  const tenant: TenantRecord = {
    id,
    order: site.ids.sequence(),
    parentId: ids.root,
    companyName,
    hostname: `${domain}.us.trustedauth.com`,
    previousHostname: null,
    contractMode: "PRODUCTION",
    locked: false,
    serviceProvider: false,
    authenticationAccount: true,
    issuanceAccount: false,
    ...rest,
  };
  state.tenants.insert(tenant);
  state.entitlements.insert({
    ...blankEntitlement(site.clock.now() - 90 * DAY, { endDate: LATER }),
    id,
    entitlementUuid: site.ids.uuid(),
    quantity: 100,
    used: 20,
    ...entitlement,
  });
  const today = Math.floor(site.clock.now() / DAY) * DAY;
  for (let ago = usedDays; ago > 0; ago -= 1) {
    state.usage.insert({
      id: site.ids.uuid(),
      order: site.ids.sequence(),
      tenantId: id,
      startTime: today - ago * DAY,
      endTime: today - (ago - 1) * DAY,
      count: 10 + ago,
      trial: tenant.contractMode === "TRIAL",
      usageType: tenant.issuanceAccount ? "ISSUANCE" : "USERS",
      bundleType: tenant.issuanceAccount ? "PROFESSIONAL" : null,
    });
  }
}

function addAccounts(state: State): void {
  for (const account of accounts) {
    const { applicationId, sharedSecret } = account.credentials;
    state.applications.insert({ id: applicationId, tenantId: ids[account.tenant], sharedSecret, providerPermissions: account.permissions });
    // The vendor's own example of an expiry, long past on any clock.
    if (account.token) {
      state.tokens.insert({ id: account.token, applicationId, expiresAt: Date.UTC(2020, 0, 23, 16, 30, 58), session: null });
    }
  }
}

function addOperations(site: EntrustSite, state: State): void {
  const tenant = state.tenants.get(ids.created)!;
  const begun = Math.floor(site.clock.now() / 1000) * 1000 - 60_000;
  const operation = (id: string, given: Pick<OperationRecord, "state" | "errorMessage" | "result">) =>
    state.operations.insert({
      id,
      providerId: ids.root,
      subject: tenant.companyName,
      initTime: begun,
      processingStartTime: begun + 1000,
      processingEndTime: begun + 2000,
      plan: null,
      ...given,
    });
  operation(wellKnownOperations.completedOperation, {
    state: "COMPLETED",
    errorMessage: null,
    result: {
      adminApiApplication: null,
      adminUser: adminUserView(site, { userId: "jyarrow", firstName: "Jo", lastName: "Yarrow", email: "jo@yarrow.example" }),
      tenant: tenantView(tenant, false),
    },
  });
  operation(wellKnownOperations.failedOperation, { state: "FAILED", errorMessage: "the tenant could not be created", result: null });
  operation(wellKnownOperations.fetchedOperation, { state: "COMPLETED", errorMessage: null, result: null });
}
