import type { OperationView } from "@gatehouse/description";
import type { Case } from "../case.js";
import { baseRequest } from "./base-request.js";
import { type PlanContext, successes } from "./context.js";
import { segment } from "./example.js";
import { linkPlaces, prepare, preparedStep, waitingSteps, withPlaces } from "./prepare.js";

/** What an answer's link leads to must accept what the answer gave. */
export function linkCases(context: PlanContext, operation: OperationView): Case[] {
  return operation.responses
    .filter(({ status }) => typeof status === "number" && status >= 200 && status < 300)
    .flatMap(({ links }) => links)
    .flatMap((link): Case[] => {
      if (link.operationId === "") return [];
      const target = context.description.operation(link.operationId);
      const own = prepare(context, target, "call");
      // Where the target is only ever prepared through this operation, its example is this case already.
      if (own.steps.some((step) => step.operation === operation.id)) return [];
      const { before, step } = preparedStep(context, operation, "from");
      // What was there before must not be changed or used up.
      if (target.retry !== "safe" && operation.resource?.role !== "create" && before.length === 0) return [];
      const places = linkPlaces(target, link.parameters, step);
      if (places.length === 0) return [];
      // What the link does not tell, the target gets as it always does: made for it, where it changes it.
      const left = own.places.filter(([place]) => !places.some(([told]) => told === place));
      const request = withPlaces(baseRequest(context, target, { step: "call" }), { steps: [], places: [...left, ...places] });
      return [
        {
          id: `${operation.id}/sequence/link/${segment(link.name)}`,
          operation: target.id,
          kind: "sequence",
          account: context.accountFor(target),
          steps: [
            ...before,
            step,
            ...waitingSteps(context, operation, "from"),
            ...(left.length > 0 ? own.steps : []),
            { name: "call", operation: target.id, request },
          ],
          expect: { accept: true, statuses: successes(target) },
          because: context.description.locate(link.node),
          // The first item of a list need not be there.
          ...(/#(?:\/[^/]+)*\/0(\/|$)/.test(JSON.stringify(link.parameters)) ? { ifThere: true } : {}),
        },
      ];
    });
}
