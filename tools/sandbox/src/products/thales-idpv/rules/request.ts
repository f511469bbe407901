import type { ReceivedBody } from "../../../body.js";
import { isJsonObject } from "../../../json.js";
import type { Rule, Rules } from "../../../rule.js";

/** Something wrong with a parameter; the message begins with its name. */
export interface Flaw {
  readonly kind: "missing" | "repeated" | "type" | "blank" | "flag" | "json" | "object";
  readonly message: string;
}

/** What the body of create and update must be. The vendor says nothing of it. */
export const bodyRules: Rules<{ readonly body: ReceivedBody }> = {
  "body-media-type": {
    checklist: [],
    status: 400,
    errorCode: "unsupported_media_type",
    basis: "ours",
    refuses: ({ body: { mediaType } }) =>
      mediaType === "multipart/form-data" || mediaType === "application/json"
        ? undefined
        : "the body must be multipart/form-data or application/json",
  },
  "body-size": {
    checklist: [],
    status: 400,
    errorCode: "request_too_large",
    basis: "ours",
    refuses: ({ body }) => (body.tooLarge ? `the body is too large – expected at most ${body.size - 1} bytes` : undefined),
  },
  "body-readable": {
    checklist: [],
    status: 400,
    errorCode: "malformed_request",
    basis: "ours",
    refuses: ({ body }) => (body.parts || body.json ? undefined : "the body is not what its Content-Type says"),
  },
  "body-object": {
    checklist: [],
    status: 400,
    errorCode: "malformed_request",
    basis: "ours",
    refuses: ({ body }) => (body.json && !isJsonObject(body.json.value) ? "the body must be a JSON object" : undefined),
  },
};

/** Key generation takes nothing but its path. */
export const noBodyRules: Rules<{ readonly body: ReceivedBody }> = {
  "body-none": {
    checklist: [],
    status: 400,
    errorCode: "body_not_expected",
    basis: "ours",
    refuses: ({ body }) => (body.size > 0 ? "the body must be empty: everything is in the path" : undefined),
  },
};

const flawed = (kind: Flaw["kind"], errorCode: string, checklist: readonly number[]): Rule<{ readonly flaws: readonly Flaw[] }> => ({
  checklist,
  status: 400,
  errorCode,
  basis: "ours",
  refuses: ({ flaws }) => flaws.find((one) => one.kind === kind)?.message,
});

/** What each parameter must be. */
export const parameterRules: Rules<{ readonly flaws: readonly Flaw[] }> = {
  "parameter-required": flawed("missing", "missing_parameter", [7, 17]),
  "parameter-once": flawed("repeated", "repeated_parameter", []),
  "parameter-type": flawed("type", "invalid_parameter_type", []),
  "parameter-not-blank": flawed("blank", "empty_parameter", []),
  "parameter-flag": flawed("flag", "invalid_flag", [12]),
  "parameter-json": flawed("json", "invalid_json", [8]),
  "parameter-object": flawed("object", "invalid_json", []),
};
