import type { Check } from "../check.js";
import { jsonOf } from "../send/json-body.js";
import { judgedOf, NOT_APPLICABLE, PASS } from "./judged.js";
import { mediaOf } from "./response-body.js";

/** Open enums may grow; whoever keeps the description wants to know. */
export const unlistedValue: Check = {
  id: "unlisted-value",
  severity: "note",
  explain: "A value of an open enum (x-extensible-enum) is one of those that are listed.",
  run(input) {
    const judged = judgedOf(input);
    const schema = mediaOf(judged)?.schema;
    const value = jsonOf(judged.response.body);
    if (!schema || value === undefined) return NOT_APPLICABLE;
    const notes = input.validator.notes(schema, value);
    if (notes.length === 0) return PASS;
    return {
      kind: "finding",
      findings: notes.map(({ pointer, message, at }) => ({
        operation: judged.operation.id,
        message: `answered ${judged.response.status}: ${pointer || "the body"} ${message}`,
        at,
      })),
    };
  },
};
