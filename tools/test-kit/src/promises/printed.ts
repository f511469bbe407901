import { inspect } from "node:util";

/** A value in every way in which one is usually printed, logged or serialised, with its causes. */
export function printed(value: unknown): string {
  return [...parts(value, new Set())].join("\n");
}

function* parts(value: unknown, seen: Set<unknown>): Generator<string> {
  if (seen.has(value)) return;
  seen.add(value);
  yield inspect(value, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null, maxArrayLength: null });
  yield String(JSON.stringify(value));
  yield Object.prototype.toString.call(value);
  if (typeof value !== "object" && typeof value !== "function") return;
  if (value === null) return;
  yield String(JSON.stringify({ ...value }));
  // What a logger that walks over properties finds, enumerable or not.
  for (const key of Reflect.ownKeys(value)) yield inspect(Reflect.get(value, key), { depth: Number.POSITIVE_INFINITY, showHidden: true });
  if (!(value instanceof Error)) return;
  yield String(value);
  yield `${value.message}\n${value.stack}`;
  yield* parts(value.cause, seen);
}
