import type { Rules } from "../../../rule.js";
import type { OperationRecord, TenantRecord } from "../state.js";

export interface TenantFacts {
  readonly tenant: TenantRecord | undefined;
  /** Whether it lies below the calling provider. */
  readonly own: boolean;
}

/** A foreign tenant is answered like an unknown one, so that nothing can be learnt about it. */
export const tenantRules: Rules<TenantFacts> = {
  "tenant-known": {
    checklist: [10, 27, 29],
    status: 404,
    errorCode: "tenant_not_found",
    basis: "ours",
    refuses: ({ tenant }) => (tenant ? undefined : "there is no such tenant"),
  },
  "tenant-own": {
    checklist: [],
    status: 404,
    errorCode: "tenant_not_found",
    basis: "ours",
    refuses: ({ tenant, own }) => (!tenant || own ? undefined : "there is no such tenant"),
  },
};

export const deletionRules: Rules<{ readonly tenant: TenantRecord }> = {
  "delete-no-service-provider": {
    checklist: [29],
    status: 409,
    errorCode: "tenant_is_service_provider",
    basis: "documented",
    refuses: ({ tenant }) => (tenant.serviceProvider ? "a service provider cannot be deleted" : undefined),
  },
};

export interface OperationFacts {
  readonly operation: OperationRecord | undefined;
  readonly own: boolean;
}

export const operationRules: Rules<OperationFacts> = {
  "operation-known": {
    checklist: [13],
    status: 404,
    errorCode: "operation_not_found",
    basis: "ours",
    refuses: ({ operation }) => (operation ? undefined : "there is no such creation"),
  },
  "operation-own": {
    checklist: [],
    status: 404,
    errorCode: "operation_not_found",
    basis: "ours",
    refuses: ({ operation, own }) => (!operation || own ? undefined : "there is no such creation"),
  },
};

export const resultRules: Rules<{ readonly operation: OperationRecord }> = {
  "result-after-end": {
    checklist: [13],
    status: 409,
    errorCode: "operation_not_completed",
    basis: "ours",
    refuses: ({ operation }) =>
      operation.state === "SCHEDULED" || operation.state === "PROCESSING" ? `the creation is ${operation.state}, not COMPLETED` : undefined,
  },
  "result-of-success": {
    checklist: [13],
    status: 409,
    errorCode: "operation_failed",
    basis: "ours",
    refuses: ({ operation }) => (operation.state === "FAILED" ? "the creation has failed: it has no result" : undefined),
  },
  "result-once": {
    checklist: [12],
    status: 404,
    errorCode: "result_already_fetched",
    basis: "documented",
    refuses: ({ operation }) => (operation.state === "COMPLETED" && !operation.result ? "the result has been fetched before" : undefined),
  },
};
