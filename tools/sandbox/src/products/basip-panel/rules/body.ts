import type { ReceivedBody } from "../../../body.js";
import type { RuleInfo, Rules } from "../../../rule.js";
import type { Violation, ViolationKind } from "../../../shape.js";
import { NO_VALUE, naming, saying, WRONG_TYPE } from "./saying.js";

export interface BodyFacts {
  readonly body: ReceivedBody;
  readonly violations: readonly Violation[];
}

/** Largest JSON body, in bytes; pictures may be larger. */
export const JSON_LIMIT = 1_048_576;

const NOT_JSON = "Wrong JSON body";

const broken = (kind: ViolationKind, text: string, about: Partial<RuleInfo>) =>
  naming<BodyFacts>(
    text,
    ({ violations }) => {
      const first = violations.find((one) => one.kind === kind);
      return first && fieldOf(first.at);
    },
    about,
  );

/** `identifier_owner.name` is answered as `name`, `uid_items[2]` as `uid_items`. */
const fieldOf = (at: string) => at.split(".").at(-1)!.replace(/\[.*/, "");

/** What a JSON body must be. The texts are the vendor's; which of them a wrong word or number gets is our reading. */
export const bodyRules: Rules<BodyFacts> = {
  "body-media-type": saying(NOT_JSON, ({ body }) => body.mediaType !== "application/json", { basis: "ours" }),
  "body-size": saying(NOT_JSON, ({ body }) => body.tooLarge || body.size > JSON_LIMIT, { basis: "ours" }),
  "body-json": saying(NOT_JSON, ({ body, violations }) => !body.json || violations.some(({ at }) => at === "body"), { checklist: [9] }),
  "body-required": broken("required", NO_VALUE, { checklist: [9, 20] }),
  "body-type": broken("type", WRONG_TYPE, { checklist: [9] }),
  "body-enum": broken("enum", WRONG_TYPE, { checklist: [10], basis: "ours" }),
  "body-bounds": broken("bounds", WRONG_TYPE, { basis: "ours" }),
};
