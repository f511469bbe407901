import { ValidationError } from "./errors/validation-error.js";
import type { OperationDescriptor, Style } from "./operation.js";
import { pair, primitive } from "./parameter.js";
import { partOf } from "./parts.js";
import { pathSegment } from "./path-segment.js";

/** Where a request goes and what its parameters put into its headers. */
export interface Target {
  readonly url: string;
  readonly headers: Record<string, string>;
}

/**
 * Puts the input's parameters into path, query, headers and cookies.
 *
 * @throws {PathParameterError} for a path value that would not stay one segment.
 * @throws {ValidationError} for another value that cannot be written.
 */
export function targetOf(descriptor: OperationDescriptor, baseUrl: string, input: Readonly<Record<string, unknown>>): Target {
  const query: string[] = [];
  const cookies: string[] = [];
  const headers: Record<string, string> = {};
  let path: string = descriptor.path;

  for (const [key, place, wire = key, style] of descriptor.params ?? []) {
    const value = input[key];
    if (place === "path") {
      const segment = pathSegment(descriptor, key, wire, value, style);
      path = path.replace(`{${wire}}`, segment); // no `$` in it: that is encoded
      continue;
    }
    if (value === undefined) continue;
    const written = write(descriptor, place, wire, value, style);
    if (!written) {
      throw new ValidationError(
        { api: descriptor.api, operation: descriptor.id, input: key },
        `has no form in a ${place}: right would be texts, finite numbers and booleans`,
      );
    }
    if (place === "query") query.push(...written);
    else if (place === "cookie") cookies.push(...written);
    else headers[wire.toLowerCase()] = written[0]!;
  }
  if (cookies.length) headers["cookie"] = cookies.join("; ");
  return { url: baseUrl + path + (query.length ? `?${query.join("&")}` : ""), headers };
}

function write(
  descriptor: OperationDescriptor,
  place: "query" | "header" | "cookie",
  wire: string,
  value: unknown,
  style?: Style,
): readonly string[] | undefined {
  const single = primitive(value);
  try {
    const written =
      single === undefined ? partOf(descriptor, "lists")?.(place, wire, value, style) : [place === "header" ? single : pair(wire, single)];
    return place !== "header" || isHeaderValue(written?.[0] ?? "") ? written : undefined;
  } catch {
    return undefined; // encodeURIComponent refuses text that is not well-formed
  }
}

/** What RFC 9110 allows in a field value. `fetch` would refuse the rest in a message that quotes it, secret or not. */
export function isHeaderValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}
