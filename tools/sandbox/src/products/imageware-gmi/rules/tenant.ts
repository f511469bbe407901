import type { Rules } from "../../../rule.js";

export interface TenantUpdateFacts {
  readonly pathCode: string;
  readonly bodyCode: string | undefined;
}

export const tenantUpdateRules: Rules<TenantUpdateFacts> = {
  "tenant-code-kept": {
    checklist: [10],
    status: 400,
    errorCode: "gmi.tenant.code.mismatch",
    basis: "ours",
    refuses: ({ pathCode, bodyCode }) =>
      bodyCode === undefined || bodyCode === pathCode ? undefined : "the code in the body is not the one in the path",
  },
};
