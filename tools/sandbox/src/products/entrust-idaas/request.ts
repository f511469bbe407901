import { type Infer, type Shape, violations } from "../../shape.js";
import { bodyRules } from "./rules/body.js";
import type { EntrustCall } from "./state.js";

/**
 * The body of a call as its model.
 *
 * @throws {Refusal} when it is none.
 */
export function readBody<const S extends Shape>(call: EntrustCall, model: S): Infer<S> {
  const value = call.body.json?.value ?? null;
  call.site.enforce(bodyRules, { body: call.body, violations: violations(model, value) });
  return value as Infer<S>;
}
