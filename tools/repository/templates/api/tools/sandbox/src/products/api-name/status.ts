import { type Answer, json } from "../../answer.js";
import type { Call } from "../../product.js";
import { keyRules } from "./rules.js";
import { stateOf } from "./state.js";

/** Answers how the service is. */
export function getStatus({ site, request }: Call): Answer {
  const presented = request.header("x-api-key") ?? "";
  site.enforce(keyRules, { presented, key: stateOf(site).keys.get(presented) });
  return json(200, { state: "UP", time: new Date(site.clock.now()).toISOString() });
}
