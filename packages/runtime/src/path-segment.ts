import { PathParameterError } from "./errors/path-parameter-error.js";
import type { OperationDescriptor, Style } from "./operation.js";
import { primitive } from "./parameter.js";
import { partOf } from "./parts.js";

/**
 * `value` as exactly one segment of a path. URLs drop `.` and `..` (also when written `%2e`) and servers join empty segments: such a value
 * would turn "delete this user" into "delete this tenant".
 *
 * @throws {PathParameterError}
 */
export function pathSegment(descriptor: OperationDescriptor, parameter: string, wire: string, value: unknown, style?: Style): string {
  const wrong = (why: string, shown?: string) =>
    new PathParameterError({ api: descriptor.api, operation: descriptor.id, parameter, path: descriptor.path, wire }, why, shown);

  const text = primitive(value) ?? (style && partOf(descriptor, "lists")?.("path", wire, value, style)?.[0]);
  if (text === undefined) throw wrong(`is ${typeof value === "number" || value === null ? value : `of type ${typeof value}`}`);
  if (text === "") throw wrong("is empty", "");
  if (text.length < 7 && /^(\.|%2e){1,2}$/i.test(text)) throw wrong(`is "${text}"`, text);
  try {
    return encodeURIComponent(text);
  } catch {
    throw wrong("is not well-formed Unicode");
  }
}
