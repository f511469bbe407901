import type { Pointer } from "./extensions.js";

/** The segments of a JSON Pointer (RFC 6901): `/a~1b/0` → `["a/b", "0"]`; `""` → `[]`. */
export function parsePointer(pointer: Pointer): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The JSON Pointer of these segments. */
export function formatPointer(segments: readonly (string | number)[]): Pointer {
  return segments.map((segment) => `/${String(segment).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** What stands at a pointer, or undefined. Only own properties count: `/constructor` of `{}` is nothing. */
export function valueAt(value: unknown, pointer: Pointer | readonly string[]): unknown {
  const segments = typeof pointer === "string" ? parsePointer(pointer) : pointer;
  return segments.reduce<unknown>(childAt, value);
}

/** One step of `valueAt`. */
export function childAt(value: unknown, segment: string): unknown {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(segment) ? value[Number(segment)] : undefined;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, segment)) return undefined;
  return (value as Record<string, unknown>)[segment];
}
