import { type Answer, json } from "../../answer.js";
import { completeCreation, planCreation } from "./creation.js";
import { FAILING_DOMAIN } from "./rules/creation.js";
import { operationRules, resultRules } from "./rules/tenant.js";
import { type EntrustCall, type EntrustSite, type OperationRecord, stateOf } from "./state.js";
import type { Caller } from "./tokens.js";
import { operationView } from "./views.js";

/** createTenantAsyncUsingPOST: every check at once, the tenant later. */
export function createTenantAsync(call: EntrustCall, caller: Caller): Answer {
  const { site } = call;
  const plan = planCreation(call, caller, "later");
  const initTime = site.clock.now();
  const processingStartTime = initTime + site.settings.scheduledMs;
  const operation: OperationRecord = {
    id: site.ids.uuid(),
    providerId: caller.provider.id,
    subject: plan.tenant.companyName,
    initTime,
    processingStartTime,
    processingEndTime: processingStartTime + site.settings.processingMs,
    state: "SCHEDULED",
    errorMessage: null,
    plan,
    result: null,
  };
  stateOf(site).operations.insert(operation);
  return json(200, operationView(operation));
}

/** getCreateTenantAsyncStatusUsingGET: goes on answering after the result was fetched. */
export function getCreateTenantStatus(call: EntrustCall, caller: Caller): Answer {
  return json(200, operationView(ownOperation(call, caller)));
}

/** getCreateTenantAsyncResultUsingGET: hands the result out and forgets it. */
export function getCreateTenantResult(call: EntrustCall, caller: Caller): Answer {
  const operation = ownOperation(call, caller);
  call.site.enforce(resultRules, { operation });
  stateOf(call.site).operations.update(operation.id, { result: null });
  return json(200, operation.result);
}

/**
 * Brings the creations under way to where they are at this time. What happens depends on when it was asked for and on the clock, not on
 * when somebody looks.
 */
export function settleCreations(site: EntrustSite): void {
  const { operations } = stateOf(site);
  const due = operations
    .list()
    .filter((one) => one.plan !== null && one.processingStartTime <= site.clock.now())
    .sort((a, b) => a.processingEndTime - b.processingEndTime);
  for (const operation of due) {
    if (operation.processingEndTime > site.clock.now()) {
      if (operation.state === "SCHEDULED") operations.update(operation.id, { state: "PROCESSING" });
      continue;
    }
    const plan = operation.plan!;
    const failed = plan.tenant.hostname.startsWith(FAILING_DOMAIN);
    operations.update(
      operation.id,
      failed
        ? { state: "FAILED", errorMessage: "the tenant could not be created", plan: null }
        : { state: "COMPLETED", plan: null, result: completeCreation(site, plan) },
    );
  }
}

function ownOperation(call: EntrustCall, caller: Caller): OperationRecord {
  const operation = stateOf(call.site).operations.get(call.params["id"]!);
  call.site.enforce(operationRules, { operation, own: operation?.providerId === caller.provider.id });
  return operation!;
}
