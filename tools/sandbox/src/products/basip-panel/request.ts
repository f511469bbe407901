import type { Json } from "../../json.js";
import { type Infer, type Shape, type Violation, violations } from "../../shape.js";
import { bodyRules } from "./rules/body.js";
import type { PanelCall } from "./state.js";

/**
 * The body of a call as its model.
 *
 * @param more Violations of what the model cannot say.
 * @throws {Refusal} when it is none.
 */
export function readBody<const S extends Shape>(
  call: PanelCall,
  model: S,
  more: (value: Json) => readonly Violation[] = () => [],
): Infer<S> {
  const value = call.body.json?.value ?? null;
  call.site.enforce(bodyRules, { body: call.body, violations: [...violations(model, value), ...more(value)] });
  return value as Infer<S>;
}
