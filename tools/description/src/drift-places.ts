import { DescriptionError } from "./description-error.js";
import { internalsOf } from "./internals.js";
import type { Json } from "./json.js";
import { parsePointer } from "./json-pointer.js";
import type { Description, Location } from "./model.js";
import { isObject } from "./walk.js";

/** What clients have told of answers that are not as described, at one place and in one way. */
export interface PlacedDrift {
  readonly fingerprint: string;
  readonly message: string;
  /** Undefined where the description has no such place: the records are of another release of it. */
  readonly at: Location | undefined;
  /** How many records say so. */
  readonly count: number;
}

/** As much of a client's record as is needed here. */
const FIELDS = ["operation", "status", "kind", "pointer", "schemaPointer", "expected", "found", "fingerprint"] as const;
type Field = (typeof FIELDS)[number];
type DriftRecord = Readonly<Record<Field, string>>;

/**
 * Finds the lines of a description that records of drift speak of, each fingerprint once, most frequent first.
 *
 * @param text One record per line, as JSON; empty lines are nothing.
 * @param name What the text is called in messages.
 * @throws {DescriptionError} for a line that is no record.
 */
export function placeDrift(description: Description, text: string, name: string): readonly PlacedDrift[] {
  const counted = new Map<string, { readonly record: DriftRecord; count: number }>();
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const record = recordOf(line, { file: name, line: index + 1, column: 1, pointer: "" });
    const known = counted.get(record.fingerprint);
    if (known) known.count++;
    else counted.set(record.fingerprint, { record, count: 1 });
  }
  const locate = locator(description);
  return [...counted.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ record, count }) => {
      const { operation, status, pointer, kind, expected, found, fingerprint } = record;
      const message = `${operation} ${status}: ${pointer || "the body"} – ${kind}, expected ${expected}, found ${found}`;
      return { fingerprint, message, at: locate(record.schemaPointer), count };
    });
}

function recordOf(line: string, at: Location): DriftRecord {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // the same message as for JSON that is something else
  }
  const record = isObject(value) ? (value as Readonly<Record<string, Json>>) : {};
  const lacking = FIELDS.find((field) => typeof record[field] !== "string" && typeof record[field] !== "number");
  if (lacking === undefined) return Object.fromEntries(FIELDS.map((field) => [field, String(record[field])])) as DriftRecord;
  throw new DescriptionError({
    what: `no record of drift: it has no ${lacking}`,
    at,
    right: "what report of a client's ./validation gives, one JSON object per line",
  });
}

/** From `schemas/tenants.yaml#/Tenant/properties/state/enum` to line and column of the keyword. */
function locator(description: Description): (schemaPointer: string) => Location | undefined {
  const nodes = new Map<string, object>();
  for (const node of internalsOf(description).visits().keys()) {
    const { file, pointer } = description.locate(node);
    nodes.set(`${file}#${pointer}`, node);
  }
  return (schemaPointer) => {
    const whole = nodes.get(schemaPointer);
    if (whole) return description.locate(whole);
    const end = schemaPointer.lastIndexOf("/");
    const node = nodes.get(schemaPointer.slice(0, end));
    const [key = ""] = parsePointer(schemaPointer.slice(end));
    return node && Object.hasOwn(node, key) ? description.locate(node, key) : undefined;
  };
}
