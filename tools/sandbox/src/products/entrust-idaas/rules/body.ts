import type { ReceivedBody } from "../../../body.js";
import type { Rule, Rules } from "../../../rule.js";
import type { Violation, ViolationKind } from "../../../shape.js";

export interface BodyFacts {
  readonly body: ReceivedBody;
  readonly violations: readonly Violation[];
}

const broken = (kind: ViolationKind, errorCode: string, checklist: readonly number[]): Rule<BodyFacts> => ({
  checklist,
  status: 400,
  errorCode,
  basis: "documented",
  refuses: ({ violations }) => violations.find((one) => one.kind === kind)?.message,
});

/**
 * What a body must be. The constraints of each model are documented; that breaking one is answered with 400, as are a wrong media type
 * and a body that is too large (the operations declare neither 415 nor 413), is our reading.
 */
export const bodyRules: Rules<BodyFacts> = {
  "body-media-type": {
    checklist: [],
    status: 400,
    errorCode: "unsupported_media_type",
    basis: "documented",
    refuses: ({ body }) =>
      body.mediaType === "application/json" ? undefined : `Content-Type is ${body.mediaType || "missing"} – expected application/json`,
  },
  "body-size": {
    checklist: [],
    status: 400,
    errorCode: "request_too_large",
    basis: "ours",
    refuses: ({ body }) => (body.tooLarge ? `the body is too large – expected at most ${body.size - 1} bytes` : undefined),
  },
  "body-json": {
    checklist: [],
    status: 400,
    errorCode: "malformed_request",
    basis: "documented",
    refuses: ({ body }) => (body.json ? undefined : "the body is not JSON in UTF-8"),
  },
  "body-required": broken("required", "missing_attribute", [2, 17, 39]),
  "body-type": broken("type", "invalid_attribute_type", []),
  "body-enum": broken("enum", "invalid_attribute_value", [32]),
  "body-bounds": broken("bounds", "attribute_out_of_range", [21, 30]),
  "body-format": broken("format", "invalid_attribute_format", []),
};
