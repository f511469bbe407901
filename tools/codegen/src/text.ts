/**
 * The one place where text of a description becomes TypeScript. A description is untrusted input: whatever stands in a name, a
 * summary or an example must come out as text, never as code.
 */

/** A string literal. */
export function literal(text: string): string {
  return printable(JSON.stringify(text));
}

/** Text in which characters that hide or reorder what a reader sees are written as `\\u…`; for JSON and string literals. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, escapeCharacter);
}

/** A property name: bare where it can be, else quoted. `__proto__` is computed, because in an object literal it would set the prototype. */
export function propertyName(name: string): string {
  if (name === "__proto__") return '["__proto__"]';
  return isIdentifierName(name) ? name : literal(name);
}

/** A property access: `.name` or `["na-me"]`. */
export function access(name: string): string {
  return isIdentifierName(name) ? `.${name}` : `[${literal(name)}]`;
}

/** A JSON value as an expression, on one line. Undefined properties are left out. */
export function expression(value: unknown): string {
  if (typeof value === "string") return literal(value);
  if (Array.isArray(value)) return `[${value.map(expression).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return entries.length === 0 ? "{}" : `{ ${entries.map(([key, inner]) => `${propertyName(key)}: ${expression(inner)}`).join(", ")} }`;
}

/** A TSDoc block of these lines, wrapped, or nothing where there are none. Lines must have gone through `prose` or `code`. */
export function docBlock(lines: readonly string[], indent = ""): string {
  const rows = lines.flatMap((line) => (line.startsWith(VERBATIM) ? [line.slice(VERBATIM.length)] : wrap(line)));
  while (rows.at(-1) === "") rows.pop();
  if (rows.length === 0) return "";
  if (rows.length === 1) return `${indent}/** ${rows[0]} */\n`;
  return `${indent}/**\n${rows.map((row) => `${indent} *${row && ` ${row}`}\n`).join("")}${indent} */\n`;
}

/** Prose of a description for a doc block: one line per paragraph; no tag, no link and no end of comment survives in it. */
export function prose(text: string | undefined): string[] {
  if (text === undefined) return [];
  return paragraphs(text).map(inlineProse);
}

/** As `prose`, on one line. */
export function sentence(text: string | undefined): string {
  return prose(text).filter(Boolean).join(" ");
}

/** Code of ours, possibly with values of a description in it, for a doc block. */
export function code(text: string): string[] {
  const safe = text.replaceAll("*/", "*\\/").replaceAll("```", "\\u0060\\u0060\\u0060").replace(UNPRINTABLE, escapeCharacter);
  return ["```ts", ...safe.split("\n"), "```"].map((line) => VERBATIM + line);
}

/** True for what may stand behind a dot. */
export function isIdentifierName(name: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name);
}

const VERBATIM = "\0";
const WIDTH = 132;

// Line and paragraph separators end a line for JavaScript; control characters and bidirectional overrides hide what a reader would see.
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function paragraphs(text: string): string[] {
  const rows: string[] = [];
  let open = false;
  for (const raw of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    const line = raw.replaceAll("\t", " ").trim();
    if (line === "") {
      if (open) rows.push("");
      open = false;
    } else if (open && !/^([-*+|#]|\d+[.)]) ?/.test(line)) {
      rows[rows.length - 1] += ` ${line}`;
    } else {
      rows.push(line);
      open = true;
    }
  }
  while (rows.at(-1) === "") rows.pop();
  return rows;
}

function inlineProse(text: string): string {
  return text
    .replaceAll("*/", "*\\/")
    .replace(/(^|[^\w`])@/g, "$1\\@")
    .replace(UNPRINTABLE, escapeCharacter);
}

function wrap(line: string): string[] {
  if (line.startsWith("|")) return [line];
  const rows: string[] = [];
  let row = "";
  for (const word of line.split(" ")) {
    // A wrapped row must not begin with what TSDoc or Markdown would read as a tag or a list.
    if (row && row.length + word.length + 1 > WIDTH && !/^([@\-*+#>|]|\d+[.)]$)/.test(word)) {
      rows.push(row);
      row = word;
    } else row = row ? `${row} ${word}` : word;
  }
  return [...rows, row];
}
