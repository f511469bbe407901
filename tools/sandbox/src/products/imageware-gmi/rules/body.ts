import type { ReceivedBody } from "../../../body.js";
import type { Rule, Rules } from "../../../rule.js";
import type { Violation, ViolationKind } from "../../../shape.js";

/** The calls that are documented with an empty body, or with none. */
export const emptyBodyRules: Rules<{ readonly body: ReceivedBody }> = {
  "body-empty": {
    checklist: [],
    status: 400,
    errorCode: "gmi.body.unexpected",
    basis: "ours",
    refuses: ({ body }) => (body.size > 0 ? "this call takes no body" : undefined),
  },
};

export interface BodyFacts {
  readonly body: ReceivedBody;
  readonly violations: readonly Violation[];
}

const broken = (kind: ViolationKind, info: Pick<Rule<BodyFacts>, "errorCode" | "checklist" | "basis">): Rule<BodyFacts> => ({
  ...info,
  status: 400,
  // The vendor's texts about fields begin like this.
  refuses({ violations }) {
    const found = violations.find((one) => one.kind === kind);
    return found && `Invalid value. ${found.message}`;
  },
});

/** What a body must be. */
export const bodyRules: Rules<BodyFacts> = {
  "body-size": {
    checklist: [],
    status: 400,
    errorCode: "gmi.body.too.large",
    basis: "ours",
    refuses: ({ body }) => (body.tooLarge ? `at most ${body.size - 1} bytes are read` : undefined),
  },
  "body-media-type": {
    checklist: [],
    status: 400,
    errorCode: "gmi.body.media.type",
    basis: "ours",
    refuses: ({ body }) => (body.mediaType === "application/json" ? undefined : "Content-Type must be application/json"),
  },
  "body-json": {
    checklist: [],
    status: 400,
    errorCode: "gmi.body.malformed",
    basis: "ours",
    refuses: ({ body }) => (body.json ? undefined : "the body cannot be read as JSON in UTF-8"),
  },
  "body-required": broken("required", { checklist: [14], errorCode: "gmi.value.missing", basis: "observed" }),
  "body-type": broken("type", { checklist: [10, 33], errorCode: "gmi.value.type", basis: "ours" }),
  "body-bounds": broken("bounds", { checklist: [10], errorCode: "gmi.value.range", basis: "ours" }),
  "body-format": broken("format", { checklist: [14], errorCode: "gmi.value.invalid", basis: "observed" }),
};
