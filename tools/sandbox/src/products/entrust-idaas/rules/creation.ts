import type { Rules } from "../../../rule.js";
import type { CreateTenantParms } from "../models.js";
import type { TenantRecord } from "../state.js";

export interface CreationFacts {
  readonly creation: CreateTenantParms;
  readonly provider: TenantRecord;
  /** Whether the tenant will be an issuance account. */
  readonly issuance: boolean;
  /** In lower case. */
  readonly domain: string;
  readonly domainTaken: boolean;
}

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** A creation whose domain begins like this fails: our way of letting a client meet a failed operation. */
export const FAILING_DOMAIN = "fail-";

/** Rules of a creation beyond its models. */
export const creationRules: Rules<CreationFacts> = {
  "creation-user-id": {
    checklist: [17],
    status: 400,
    errorCode: "missing_attribute",
    basis: "documented",
    refuses: ({ creation }) => (creation.adminUser.userId ? undefined : "adminUser.userId is required"),
  },
  "creation-alias-unique": {
    checklist: [],
    status: 409,
    errorCode: "alias_already_exists",
    basis: "documented",
    refuses({ creation: { adminUser } }) {
      const names = [adminUser.userId, ...(adminUser.userAliases ?? []).map((one) => one.value)].flatMap(
        (name) => name?.toLowerCase() ?? [],
      );
      return new Set(names).size < names.length ? "adminUser.userId and the values of userAliases must differ from each other" : undefined;
    },
  },
  "creation-no-provider-role": {
    checklist: [19],
    status: 400,
    errorCode: "unsupported_attribute",
    basis: "documented",
    refuses: ({ creation }) =>
      creation.adminApiApplication?.spRoleId === undefined ? undefined : "adminApiApplication.spRoleId is not supported in a creation",
  },
  "creation-role": {
    checklist: [],
    status: 400,
    errorCode: "missing_attribute",
    basis: "ours",
    refuses: ({ creation }) =>
      creation.adminApiApplication && !creation.adminApiApplication.roleId ? "adminApiApplication.roleId is required" : undefined,
  },
  "creation-contract-mode": {
    checklist: [20],
    status: 400,
    errorCode: "invalid_contract_mode",
    basis: "documented",
    refuses: ({ creation: { entitlements } }) =>
      entitlements && entitlements.contractMode !== "TRIAL" && entitlements.contractMode !== "PRODUCTION"
        ? "entitlements.contractMode is required – expected TRIAL or PRODUCTION"
        : undefined,
  },
  "creation-quantity": {
    checklist: [20],
    status: 400,
    errorCode: "missing_attribute",
    basis: "documented",
    refuses: ({ creation: { entitlements } }) =>
      entitlements && entitlements.quantity === undefined ? "entitlements.quantity is required" : undefined,
  },
  "creation-one-kind": {
    checklist: [23],
    status: 400,
    errorCode: "invalid_account_kind",
    basis: "documented",
    refuses({ creation: { tenant }, provider }) {
      // The documented defaults, taken by the letter: issuanceAccount alone leaves authenticationAccount true.
      const same = (tenant.authenticationAccount ?? true) === (tenant.issuanceAccount ?? false);
      return provider.parentId === null && same
        ? "exactly one of tenant.authenticationAccount and tenant.issuanceAccount must be true"
        : undefined;
    },
  },
  "creation-issuance": {
    checklist: [22],
    status: 400,
    errorCode: "missing_attribute",
    basis: "documented",
    refuses: ({ creation, issuance }) =>
      issuance && !creation.entitlements?.issuance ? "entitlements.issuance is required for an issuance account" : undefined,
  },
  "creation-state": {
    checklist: [24],
    status: 400,
    errorCode: "missing_attribute",
    basis: "documented",
    refuses({ creation: { tenant } }) {
      const needed = ["ca", "us"].includes(tenant.companyCountry?.toLowerCase() ?? "");
      return needed && tenant.companyState === undefined ? "tenant.companyState is required for this companyCountry" : undefined;
    },
  },
  "creation-three-levels": {
    checklist: [],
    status: 409,
    errorCode: "service_provider_not_allowed",
    basis: "documented",
    refuses: ({ creation, provider }) =>
      creation.tenant.serviceProvider && provider.parentId !== null ? "only the root provider can create a service provider" : undefined,
  },
  "creation-domain-label": {
    checklist: [],
    status: 400,
    errorCode: "invalid_domain",
    basis: "ours",
    refuses: ({ domain }) =>
      DNS_LABEL.test(domain) ? undefined : "tenant.domain must be one DNS label: 1 to 63 letters, digits and inner hyphens",
  },
  "creation-domain-free": {
    checklist: [26],
    status: 409,
    errorCode: "domain_already_exists",
    basis: "ours",
    refuses: ({ domainTaken }) => (domainTaken ? "tenant.domain is taken" : undefined),
  },
};

/** What only a synchronous creation can say at once. */
export const synchronousCreationRules: Rules<CreationFacts> = {
  "creation-can-finish": {
    checklist: [],
    status: 409,
    errorCode: "creation_failed",
    basis: "ours",
    refuses: ({ domain }) => (domain.startsWith(FAILING_DOMAIN) ? "the tenant could not be created" : undefined),
  },
};
