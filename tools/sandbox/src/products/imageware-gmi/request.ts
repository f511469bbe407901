import { type Infer, type Shape, violations } from "../../shape.js";
import { bodyRules } from "./rules/body.js";
import { queryRules } from "./rules/list.js";
import type { ImagewareCall } from "./state.js";

/**
 * The body of a call as its model.
 *
 * @throws {Refusal} 400
 */
export function readBody<const S extends Shape>(call: ImagewareCall, model: S): Infer<S> {
  const value = call.body.json?.value ?? null;
  call.site.enforce(bodyRules, { body: call.body, violations: violations(model, value) });
  return value as Infer<S>;
}

/**
 * The parameters in the query of a call that looks at these.
 *
 * @throws {Refusal} 400 when one of them is there twice.
 */
export function readQuery(call: ImagewareCall, names: readonly string[]): URLSearchParams {
  const { query } = call.request;
  call.site.enforce(queryRules, { query, names });
  return query;
}
