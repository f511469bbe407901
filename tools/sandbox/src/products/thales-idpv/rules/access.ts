import type { Rules } from "../../../rule.js";
import type { KeyRecord, Permission, TenantRecord } from "../state.js";

export interface KeyFacts {
  /** The content of the Authorization header, without a `Bearer` before it; empty when there is none. */
  readonly presented: string;
  readonly key: KeyRecord | undefined;
  /** Whether its time is over. */
  readonly expired: boolean;
}

/** Who is calling. That these operations need a valid key is documented, and that keys expire was seen in use; 401 is ours. */
export const keyRules: Rules<KeyFacts> = {
  "key-present": {
    checklist: [2, 18, 22, 28, 33],
    status: 401,
    errorCode: "key_missing",
    basis: "documented",
    refuses: ({ presented }) => (presented === "" ? "an API key is needed – send it in the Authorization header" : undefined),
  },
  "key-known": {
    checklist: [],
    status: 401,
    errorCode: "key_unknown",
    basis: "documented",
    refuses: ({ presented, key }) => (key || presented === "" ? undefined : "the API key is not known"),
  },
  "key-not-expired": {
    checklist: [35],
    status: 401,
    errorCode: "key_expired",
    basis: "observed",
    refuses: ({ expired }) => (expired ? "the API key has expired – generate another" : undefined),
  },
};

export interface PermissionFacts {
  readonly key: KeyRecord;
  readonly permission: Permission;
}

const WHOSE: Readonly<Record<Permission, string>> = {
  "system-administrator": "a key made under the system tenant",
  "tenant-administrator": "a key made under the tenant itself",
  "provisioning-administrator": "an access token that may provision, and no API key",
};

export const permissionRules: Rules<PermissionFacts> = {
  permission: {
    checklist: [2, 36],
    status: 403,
    errorCode: "permission_required",
    basis: "documented",
    refuses: ({ key, permission }) => (key.permission === permission ? undefined : `this takes ${WHOSE[permission]}`),
  },
};

/** A key sees the users of its own tenant; the vendor does not say so, nor the contrary. */
export const statisticsRules: Rules<{ readonly key: KeyRecord; readonly tenant: TenantRecord }> = {
  "statistics-own-tenant": {
    checklist: [33],
    status: 403,
    errorCode: "foreign_tenant",
    basis: "ours",
    refuses: ({ key, tenant }) => (key.tenantId === tenant.id ? undefined : "the key was made under another tenant"),
  },
};
