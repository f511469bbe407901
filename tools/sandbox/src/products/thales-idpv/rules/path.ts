import type { Rules } from "../../../rule.js";
import type { TenantRecord } from "../state.js";

/** Versions of the operations that have one in their path. */
const VERSIONS = ["1", "1.0"];

export const versionRules: Rules<{ readonly version: string }> = {
  "version-known": {
    checklist: [26],
    status: 404,
    errorCode: "version_not_found",
    basis: "ours",
    refuses: ({ version }) => (VERSIONS.includes(version) ? undefined : "there is no such version – expected V1 or V1.0"),
  },
};

export const tenantRules: Rules<{ readonly tenant: TenantRecord | undefined }> = {
  "tenant-known": {
    checklist: [3, 24, 33],
    status: 404,
    errorCode: "tenant_not_found",
    basis: "ours",
    refuses: ({ tenant }) => (tenant ? undefined : "there is no such tenant"),
  },
};

/** Create, update and list have the id of the system tenant in their path. */
export const systemTenantRules: Rules<{ readonly tenant: TenantRecord }> = {
  "system-tenant": {
    checklist: [3, 5],
    status: 403,
    errorCode: "system_tenant_required",
    basis: "ours",
    refuses: ({ tenant }) => (tenant.system ? undefined : "the id in the path must be the system tenant's"),
  },
};
