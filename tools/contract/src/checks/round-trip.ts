import { formatPointer, type Json } from "@gatehouse/description";
import type { Check, CheckFinding } from "../check.js";
import { jsonOf } from "../send/json-body.js";
import { judgedOf, NOT_APPLICABLE, PASS } from "./judged.js";

/** What was written is what is read. */
export const roundTrip: Check = {
  id: "round-trip",
  severity: "error",
  explain: "A read gives what was written before it, but for the places that the law round-trip excepts.",
  run(input) {
    const { expect, because } = input.case;
    if (expect.accept !== true || expect.roundTrip === undefined) return NOT_APPLICABLE;
    const { operation, response } = judgedOf(input);
    const { written, except } = expect.roundTrip;
    const sent = jsonOf(input.exchanges.find(({ step }) => step.name === written)?.request.body);
    const read = jsonOf(response.body);
    if (response.status < 200 || response.status > 299) return NOT_APPLICABLE;
    if (sent === undefined || read === undefined) return { kind: "untold", reason: "undecodable" };
    const findings = differences(sent, read, [], new Set(except)).map(
      ({ pointer, what }): CheckFinding => ({
        operation: operation.id,
        message: `read ${what} at ${pointer || "the body"}`,
        at: because,
        aspect: pointer,
      }),
    );
    return findings.length === 0 ? PASS : { kind: "finding", findings };
  },
};

interface Difference {
  readonly pointer: string;
  readonly what: string;
}

function differences(sent: Json, read: Json | undefined, path: readonly string[], except: ReadonlySet<string>): Difference[] {
  const pointer = formatPointer(path);
  if (except.has(pointer)) return [];
  if (isObject(sent)) {
    if (!isObject(read)) return [{ pointer, what: read === undefined ? "nothing" : "another value than was written" }];
    return Object.entries(sent).flatMap(([key, value]) =>
      differences(value, Object.hasOwn(read, key) ? read[key] : undefined, [...path, key], except),
    );
  }
  // What was written as null need not be there.
  if (read === undefined) return sent === null ? [] : [{ pointer, what: "nothing" }];
  return JSON.stringify(sent) === JSON.stringify(read) ? [] : [{ pointer, what: "another value than was written" }];
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
