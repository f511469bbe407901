/** The text of a single value; `undefined` for what has none (objects, `null`, `NaN`). */
export function primitive(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "boolean" || typeof value === "bigint" || Number.isFinite(value) ? String(value) : undefined;
}

export function pair(name: string, value: string): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}
