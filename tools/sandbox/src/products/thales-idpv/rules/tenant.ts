import { isJsonObject, type Json } from "../../../json.js";
import type { Rules } from "../../../rule.js";
import type { TenantRecord } from "../state.js";

export interface TenantFacts {
  /** The type that was asked for, as it was spelt; undefined when none was. */
  readonly wantedType: string | undefined;
  /** Whether the type SWS was asked for. */
  readonly sws: boolean;
  /** Whether the tenant has an SWS configuration, or will have. */
  readonly swsConfigured: boolean;
  /** The IdP configuration that was sent. */
  readonly idpConfig: Json | undefined;
  /** The header about the secret. */
  readonly encrypted: string | undefined;
  readonly nameTaken: boolean;
}

/** What a tenant must be, whether it is created or changed. */
export const tenantChangeRules: Rules<TenantFacts> = {
  "tenant-type": {
    checklist: [9],
    status: 400,
    errorCode: "invalid_tenant_type",
    basis: "ours",
    refuses: ({ wantedType }) =>
      wantedType === undefined || /^(idpv|sws)$/i.test(wantedType) ? undefined : "tenantType must be IDPV or SWS",
  },
  "tenant-sws-config": {
    checklist: [11],
    status: 400,
    errorCode: "missing_parameter",
    basis: "ours",
    refuses: ({ sws, swsConfigured }) => (sws && !swsConfigured ? "swsConfigFilePath is required for an SWS tenant" : undefined),
  },
  "tenant-identity-provider": {
    checklist: [],
    status: 400,
    errorCode: "invalid_identity_provider",
    basis: "ours",
    refuses({ idpConfig }) {
      const named = isJsonObject(idpConfig) && Object.hasOwn(idpConfig, "IdentityProvider");
      const provider = named ? idpConfig["IdentityProvider"] : undefined;
      const right = !named || (typeof provider === "string" && provider.trim() !== "");
      return right ? undefined : "idpConfigFilePath names no IdentityProvider: it must be text that is not empty";
    },
  },
  "tenant-secret-header": {
    checklist: [],
    status: 400,
    errorCode: "invalid_flag",
    basis: "ours",
    refuses: ({ encrypted }) =>
      encrypted === undefined || encrypted === "true" || encrypted === "false"
        ? undefined
        : "X-IDPrimeVirtual-IsIdpClientSecretEncrypted must be true or false",
  },
  "tenant-name-free": {
    checklist: [13],
    status: 409,
    errorCode: "tenant_name_taken",
    basis: "ours",
    refuses: ({ nameTaken }) => (nameTaken ? "tenantName is taken" : undefined),
  },
};

export interface TargetFacts {
  /** The tenant to be changed. */
  readonly target: TenantRecord | undefined;
}

/** Which tenant can be changed. */
export const targetRules: Rules<TargetFacts> = {
  "target-not-system": {
    checklist: [17],
    status: 400,
    errorCode: "system_tenant_unchangeable",
    basis: "ours",
    refuses: ({ target }) => (target?.system ? "tenantId must not be the system tenant's" : undefined),
  },
  "target-known": {
    checklist: [17],
    status: 404,
    errorCode: "tenant_not_found",
    basis: "ours",
    refuses: ({ target }) => (target ? undefined : "there is no tenant with this tenantId"),
  },
};
