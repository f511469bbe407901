import { formatPointer, type Json } from "@gatehouse/description";

/** A change of an answer: what it became, and what was done to it. */
export interface Change {
  readonly what: string;
  readonly value: Json;
}

/** Text that no example has: it must never be shown. */
export const CANARY = "canary 7f3a9c";
/** A property that no description has. */
const NEW_PROPERTY = "gatehouseNew";

/**
 * Every single change of an answer that a vendor could make: at each object a new property and each property gone, at each place another
 * type, null, other text, other numbers. Of a list, its first item is changed.
 */
export function* changesOf(answer: Json): Generator<Change> {
  yield* at([], answer);

  function* at(path: readonly (string | number)[], value: Json): Generator<Change> {
    const place = formatPointer(path.map(String)) || "the answer";
    for (const [what, changed] of replacements(value)) yield { what: `${place}: ${what}`, value: replaced(answer, path, changed) };
    if (Array.isArray(value)) {
      if (value.length > 0) yield* at([...path, 0], value[0] as Json);
    } else if (typeof value === "object" && value !== null) {
      for (const [name, member] of Object.entries(value)) {
        const { [name]: _, ...rest } = value as Record<string, Json>;
        yield { what: `${place} without ${name}`, value: replaced(answer, path, rest) };
        yield* at([...path, name], member);
      }
    }
  }
}

function replacements(value: Json): readonly (readonly [what: string, changed: Json])[] {
  const nothing = value === null ? [] : ([["null", null]] as const);
  if (Array.isArray(value)) return [["text for a list", CANARY], ["an empty list", []], ["a list of text", [CANARY]], ...nothing];
  switch (typeof value) {
    case "string":
      return [["other text", CANARY], ["a number for text", 7.25], ["no text", ""], ...nothing];
    case "number":
      return [["text for a number", CANARY], ["a small number", -1e15], ["a large one", 1e15], ["a broken one", value + 0.5], ...nothing];
    case "boolean":
      return [["text for a boolean", CANARY], ...nothing];
    case "object":
      if (value === null) return [["something for null", { [NEW_PROPERTY]: CANARY }]];
      return [["a new property", { ...value, [NEW_PROPERTY]: CANARY }], ["text for an object", CANARY], ...nothing];
    default:
      return [];
  }
}

function replaced(whole: Json, [key, ...rest]: readonly (string | number)[], value: Json): Json {
  if (key === undefined) return value;
  if (Array.isArray(whole)) return whole.map((item, index) => (index === key ? replaced(item as Json, rest, value) : (item as Json)));
  return { ...(whole as Record<string, Json>), [key]: replaced((whole as Record<string, Json>)[key] as Json, rest, value) };
}
