/** @param {unknown} value @returns {Promise<unknown>} The same as JSON: files as what they hold. */
export async function encoded(value) {
  if (value instanceof Blob) return { $file: [...new Uint8Array(await value.arrayBuffer())], type: value.type };
  if (Array.isArray(value)) return Promise.all(value.map(encoded));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(await Promise.all(Object.entries(value).map(async ([key, inner]) => [key, await encoded(inner)])));
}

/** @param {any} value @returns {unknown} What was encoded. */
export function decoded(value) {
  if (Array.isArray(value)) return value.map(decoded);
  if (typeof value !== "object" || value === null) return value;
  if ("$file" in value) return new Blob([new Uint8Array(value.$file)], { type: value.type });
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decoded(inner)]));
}

/**
 * What two runs of a call have in common: status, names and types, not ids and times.
 *
 * @param {any} result Of `.result()`.
 */
export function outcomeOf({ ok, status, data, error }) {
  return ok ? { status, data: shapeOf(data) } : { code: error.code, status: error.status ?? null, body: shapeOf(error.body) };
}

/** @param {any} value @returns {unknown} */
function shapeOf(value) {
  if (value instanceof Blob) return `a file of ${value.type}`;
  if (value === null) return "null";
  if (Array.isArray(value)) return [...new Set(value.map((inner) => JSON.stringify(shapeOf(inner))))].sort();
  if (typeof value !== "object") return typeof value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, shapeOf(value[key])]),
  );
}
