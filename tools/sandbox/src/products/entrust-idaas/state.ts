import type { JsonObject } from "../../json.js";
import { type Call, perSite, type Site } from "../../product.js";
import type { Collection } from "../../store.js";

/** Settings of this product. */
export type EntrustSettings = {
  /** Milliseconds from the request for an asynchronous creation until work on it begins. */
  readonly scheduledMs: number;
  /** Milliseconds that work on it takes. */
  readonly processingMs: number;
  /** Accept `Authorization: <applicationId>,<sharedSecret>`, seen in one client and documented nowhere. */
  readonly sharedSecretHeader: boolean;
};

export type EntrustSite = Site<EntrustSettings>;
export type EntrustCall = Call<EntrustSettings>;

export type ContractMode = "PRODUCTION" | "TRIAL" | "UNKNOWN";

/** An account at any level: the root, a service provider, a standard tenant. */
export interface TenantRecord {
  readonly id: string;
  /** Place in the order of creation. */
  readonly order: number;
  /** The service provider it belongs to; null for the root. */
  readonly parentId: string | null;
  readonly companyName: string;
  readonly hostname: string;
  readonly previousHostname: string | null;
  readonly contractMode: ContractMode;
  readonly locked: boolean;
  readonly serviceProvider: boolean;
  readonly authenticationAccount: boolean;
  readonly issuanceAccount: boolean;
}

export interface Bundle {
  readonly bundleType: string;
  readonly rank: number | null;
  readonly usageReportId: string | null;
}

/** A quantity for a time; all times in milliseconds since 1970. */
export interface Allowance {
  readonly quantity: number | null;
  readonly consumed: number;
  readonly startDate: number | null;
  readonly endDate: number | null;
}

/** What an account may use. Its id is the id of the tenant. */
export interface EntitlementRecord {
  readonly id: string;
  readonly entitlementUuid: string;
  readonly quantity: number;
  /** Users that count: the `remaining` of the answer is what is left. */
  readonly used: number;
  readonly startDate: number;
  readonly endDate: number;
  readonly status: "ACTIVE" | "INACTIVE" | "TERMINATED";
  readonly contractNumber: string | null;
  readonly customerId: string | null;
  readonly entitlementId: string | null;
  readonly usersBillingType: "PRE_PAID" | "PAY_PER_USE";
  readonly smartLoginEnabled: boolean | null;
  readonly enhancedGeoLocation: boolean | null;
  readonly userBundles: readonly Bundle[];
  readonly issuance: (Allowance & { readonly addOn: string | null; readonly serviceBundles: readonly Bundle[] }) | null;
  readonly idProofing: readonly {
    readonly billingType: string;
    readonly quantity: number | null;
    readonly startDate: number;
    readonly endDate: number;
  }[];
  readonly flashPass: Allowance | null;
  readonly fleetManagement: Allowance | null;
  readonly printer: Allowance | null;
  readonly smsVoice: (Allowance & { readonly renewalQuantity: number | null }) | null;
}

/** An Admin API application: who calls. */
export interface ApplicationRecord {
  readonly id: string;
  readonly tenantId: string;
  readonly sharedSecret: string;
  /** Permissions of its service provider role; null without such a role. */
  readonly providerPermissions: readonly string[] | null;
}

/** An issued token; its id is the token itself. */
export interface TokenRecord {
  readonly id: string;
  readonly applicationId: string;
  readonly expiresAt: number;
  /** Value of the session cookie that must come along; null where none was asked for. */
  readonly session: string | null;
}

/** Everything a creation will leave behind, decided when it is asked for. */
export interface CreationPlan {
  readonly tenant: Omit<TenantRecord, "order">;
  readonly entitlement: EntitlementRecord;
  readonly application: { readonly record: ApplicationRecord; readonly view: JsonObject } | null;
  readonly adminUser: JsonObject;
}

/** An asynchronous creation. */
export interface OperationRecord {
  readonly id: string;
  readonly providerId: string;
  readonly subject: string;
  readonly initTime: number;
  readonly processingStartTime: number;
  readonly processingEndTime: number;
  readonly state: "SCHEDULED" | "PROCESSING" | "COMPLETED" | "FAILED";
  readonly errorMessage: string | null;
  /** Until it has ended. */
  readonly plan: CreationPlan | null;
  /** From its success until it is fetched. */
  readonly result: JsonObject | null;
}

/** Tenant management of one tenant, while it is enabled. Its id is the id of the tenant. */
export interface IdentityProviderRecord {
  readonly id: string;
  readonly clientId: string;
  readonly defaultMaxAge: number | null;
  readonly displayConsent: boolean;
}

/** What a tenant used on one day. */
export interface UsageRecord {
  readonly id: string;
  readonly order: number;
  readonly tenantId: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly count: number;
  readonly trial: boolean;
  readonly usageType: "USERS" | "ISSUANCE" | "IDPROOFING";
  readonly bundleType: string | null;
}

/** The collections of this product. */
export interface State {
  readonly tenants: Collection<TenantRecord>;
  readonly entitlements: Collection<EntitlementRecord>;
  readonly applications: Collection<ApplicationRecord>;
  readonly tokens: Collection<TokenRecord>;
  readonly operations: Collection<OperationRecord>;
  readonly identityProviders: Collection<IdentityProviderRecord>;
  readonly usage: Collection<UsageRecord>;
}

export const stateOf = perSite(
  (site: EntrustSite): State => ({
    tenants: site.store.collection("tenants"),
    entitlements: site.store.collection("entitlements"),
    applications: site.store.collection("applications"),
    tokens: site.store.collection("tokens"),
    operations: site.store.collection("operations"),
    identityProviders: site.store.collection("identityProviders"),
    usage: site.store.collection("usage"),
  }),
);

/** Whether an account lies below another one, at any depth. */
export function isBelow(state: State, account: TenantRecord, ancestorId: string): boolean {
  for (let id = account.parentId; id !== null; id = state.tenants.get(id)?.parentId ?? null) if (id === ancestorId) return true;
  return false;
}

/** All accounts below an account, at any depth, in the order of creation. */
export function descendants(state: State, id: string): readonly TenantRecord[] {
  return state.tenants.list().filter((one) => isBelow(state, one, id));
}

/** How many entitlements a provider has not passed on to its tenants, creations under way included. */
export function unassigned(state: State, provider: TenantRecord): number {
  const own = state.entitlements.get(provider.id)?.quantity ?? 0;
  const children = state.tenants.list().filter((one) => one.parentId === provider.id);
  const passedOn = children.reduce((sum, child) => sum + (state.entitlements.get(child.id)?.quantity ?? 0), 0);
  const planned = plans(state).filter((plan) => plan.tenant.parentId === provider.id);
  return own - passedOn - planned.reduce((sum, plan) => sum + plan.entitlement.quantity, 0);
}

/** Whether an account has, or is about to get, this host name. */
export function hostnameTaken(state: State, hostname: string): boolean {
  return state.tenants.list().some((one) => one.hostname === hostname) || plans(state).some((plan) => plan.tenant.hostname === hostname);
}

function plans(state: State): readonly CreationPlan[] {
  return state.operations.list().flatMap((one) => one.plan ?? []);
}
