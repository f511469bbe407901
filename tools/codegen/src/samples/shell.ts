import { Secret } from "./secret.js";

/**
 * One word of a POSIX shell command, whatever its text holds: text is quoted so that nothing in it is expanded, secrets are expanded inside
 * double quotes so that nothing in them is.
 */
export function shellWord(...parts: readonly (string | Secret)[]): string {
  const known = parts.filter((part) => part !== "");
  if (known.length === 0) return "''";
  if (known.every((part) => typeof part === "string")) {
    const text = known.join("");
    return SAFE.test(text) ? text : singleQuoted(text);
  }
  if (known.every((part) => part instanceof Secret || CALM.test(part))) return doubleQuoted(known);
  return known.map((part) => (part instanceof Secret ? `"${expansion(part, undefined)}"` : singleQuoted(part))).join("");
}

/** Means itself without quotes. */
const SAFE = /^[A-Za-z0-9_/:=.,+@%-][A-Za-z0-9_/:=.,+@%~-]*$/;
/** Means itself inside double quotes, in every shell and interactively too. */
const CALM = /^[A-Za-z0-9_/:=.,+@%~ ;&?*#(){}[\]<>|'-]*$/;

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A secret inside double quotes. */
function expansion({ variable, transform }: Secret, next: string | Secret | undefined): string {
  if (transform === "md5-hex") return `$(printf %s "$${variable}" | md5sum | cut -c 1-32)`;
  return typeof next === "string" && /^[A-Za-z0-9_]/.test(next) ? `\${${variable}}` : `$${variable}`;
}

function doubleQuoted(parts: readonly (string | Secret)[]): string {
  const inner = parts.map((part, index) => {
    if (typeof part === "string") return part;
    return expansion(part, parts[index + 1]);
  });
  return `"${inner.join("")}"`;
}
