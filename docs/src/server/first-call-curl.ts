import { createHash } from "node:crypto";
import type { CallValue, FirstCall } from "./portal-data.js";
import { shellWord } from "./shell.js";

/**
 * The first call as one line for a POSIX shell.
 *
 * @param baseUrl Of the API, without a slash at its end.
 * @param credentials The sandbox's public ones: they stand in the line.
 * @throws {RangeError} when the call needs a credential that is not given.
 */
export function firstCallCurl(call: FirstCall, baseUrl: string, credentials: Readonly<Record<string, string>>): string {
  const value = (from: CallValue) => resolve(from, credentials);
  const query = new URLSearchParams(call.query.map(([name, from]) => [name, value(from)])).toString();
  const words = ["curl", "-sS", shellWord(`${baseUrl}${call.path}${query ? `?${query}` : ""}`)];
  if (call.method !== "GET" && !(call.method === "POST" && call.body.length > 0)) words.push("-X", call.method);
  for (const [name, from] of call.headers) words.push("-H", shellWord(`${name}: ${value(from)}`));
  if (call.body.length > 0) {
    words.push("-H", shellWord("content-type: application/json"), "-d", shellWord(JSON.stringify(bodyOf(call, value))));
  }
  return words.join(" ");
}

function bodyOf(call: FirstCall, value: (from: CallValue) => string): object {
  const body: Record<string, unknown> = {};
  for (const [path, from] of call.body) {
    const steps = path.split("/");
    const last = steps.pop()!;
    let at = body;
    for (const step of steps) {
      at[step] ??= {};
      at = at[step] as Record<string, unknown>;
    }
    at[last] = value(from);
  }
  return body;
}

function resolve(from: CallValue, credentials: Readonly<Record<string, string>>): string {
  if ("text" in from) return from.text;
  const values = from.credentials.map((name) => {
    const value = credentials[name];
    if (value === undefined) throw new RangeError(`the sandbox has no credential ${name} – it has ${Object.keys(credentials).join(", ")}`);
    return value;
  });
  const value = transformed(values, from.transform);
  return from.around ? from.around.replace("{token}", value) : value;
}

function transformed(values: readonly string[], transform: "md5-hex" | "base64-basic" | undefined): string {
  if (transform === "md5-hex") return createHash("md5").update(values.join("")).digest("hex");
  if (transform === "base64-basic") return `Basic ${Buffer.from(values.join(":")).toString("base64")}`;
  return values.join("");
}
