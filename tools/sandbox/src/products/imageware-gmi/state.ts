import { type Call, perSite, type Site } from "../../product.js";
import type { Collection } from "../../store.js";

/** Settings of this product. */
export type ImagewareSettings = {
  /** Seconds that a token lives. */
  readonly tokenLifeSeconds: number;
  /** Refuse every scope but `SCOPE_TENANT_ADMIN`; older clients send others. */
  readonly strictScope: boolean;
  /** Refuse a `userId` of a new person that is no e-mail address. */
  readonly strictUserId: boolean;
};

export type ImagewareSite = Site<ImagewareSettings>;
export type ImagewareCall = Call<ImagewareSettings>;

/** A client of the token call, by its client id. */
export interface ClientRecord {
  readonly id: string;
  readonly secret: string;
  readonly tenantCode: string;
  readonly administrator: boolean;
}

/** A bearer token, by its value. */
export interface TokenRecord {
  readonly id: string;
  readonly clientId: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** A tenant, by its code. */
export interface TenantRecord {
  readonly id: string;
  readonly name: string;
  readonly maxIdentities: number;
  readonly defaultPostBack: string | null;
}

/** A person of the whole server, by UUID. */
export interface PersonRecord {
  readonly id: string;
  readonly userId: string;
}

/** That a person belongs to a tenant; its id is `linkId(tenantCode, personId)`. */
export interface MembershipRecord {
  readonly id: string;
}

/** A biometric of a person, captured for a tenant; its id is `linkId(tenantCode, personId, bioType)`. */
export interface EnrolmentRecord {
  readonly id: string;
  readonly tenantCode: string;
  readonly personId: string;
  readonly bioType: number;
  /** Milliseconds since 1970. */
  readonly enrollTimestamp: number;
}

/** An application of the whole server, by its code. Its push keys and certificates are not kept: no tenant gets to see them. */
export interface ApplicationRecord {
  readonly id: string;
  readonly name: string;
  readonly validationType: "email" | "tenant";
}

/** That an application is a tenant's; its id is `linkId(tenantCode, code)`. */
export interface ApplicationLinkRecord {
  readonly id: string;
}

/** What a tenant agreed on for an algorithm; what was not said is absent. */
export interface Licence {
  readonly info?: string;
  readonly maxIdentities?: number;
  /** Milliseconds since 1970. */
  readonly expireDate?: number;
}

/** That a tenant has an algorithm, under which licence and with which livenesses; its id is `linkId(tenantCode, code)`. */
export interface AlgorithmLinkRecord {
  readonly id: string;
  readonly tenantCode: string;
  readonly code: string;
  readonly licence: Licence | null;
  readonly livenesses: readonly string[];
}

/** The collections of this product. */
export interface State {
  readonly clients: Collection<ClientRecord>;
  readonly tokens: Collection<TokenRecord>;
  readonly tenants: Collection<TenantRecord>;
  readonly persons: Collection<PersonRecord>;
  readonly memberships: Collection<MembershipRecord>;
  readonly enrolments: Collection<EnrolmentRecord>;
  readonly applications: Collection<ApplicationRecord>;
  readonly applicationLinks: Collection<ApplicationLinkRecord>;
  readonly algorithmLinks: Collection<AlgorithmLinkRecord>;
}

export const stateOf = perSite(
  (site: ImagewareSite): State => ({
    clients: site.store.collection("clients"),
    tokens: site.store.collection("tokens"),
    tenants: site.store.collection("tenants"),
    persons: site.store.collection("persons"),
    memberships: site.store.collection("memberships"),
    enrolments: site.store.collection("enrolments"),
    applications: site.store.collection("applications"),
    applicationLinks: site.store.collection("applicationLinks"),
    algorithmLinks: site.store.collection("algorithmLinks"),
  }),
);

/** The id of what stands between two records. None of them has a slash in its own id. */
export const linkId = (...ids: readonly (string | number)[]): string => ids.join("/");
