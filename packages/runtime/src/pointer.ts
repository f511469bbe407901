import type { Pointer } from "./operation.js";

/** What `pointer` (RFC 6901) points to in `value`; `undefined` where there is nothing. */
export function read(value: unknown, pointer: Pointer): unknown {
  return keys(pointer).reduce(member, value);
}

/** A copy of `value` that has `leaf` at `pointer`. Missing objects on the way are made. */
export function write(value: unknown, pointer: Pointer, leaf: unknown): Readonly<Record<string, unknown>> {
  return put(value, keys(pointer), leaf) as Record<string, unknown>;
}

function put(value: unknown, [key, ...rest]: readonly string[], leaf: unknown): unknown {
  return key === undefined ? leaf : { ...(value as object | undefined), [key]: put(member(value, key), rest, leaf) };
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function keys(pointer: Pointer): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
}
