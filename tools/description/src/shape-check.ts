import { Ajv2020, type AnySchemaObject, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import ajvFormats from "ajv-formats";
import { groupBy } from "./group-by.js";
import type { JsonObject } from "./json.js";
import { formatPointer, parsePointer } from "./json-pointer.js";
import { nearest } from "./nearest.js";
import { schemaMessage } from "./schema-messages.js";

/** What is wrong with the shape of a value, and the steps to it. */
export interface ShapeProblem {
  readonly message: string;
  /** Keys from the value down to what is wrong; of an unknown key, the key itself. */
  readonly path: readonly string[];
}

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true, verbose: true, ownProperties: true });
ajvFormats.default(ajv);
const compiled = new WeakMap<JsonObject, ValidateFunction>();

/** Checks a value that we have the schema of: an `x-` key, `sources.yaml`, `contract.yaml`. */
export function checkShape(schema: JsonObject, value: unknown): ShapeProblem[] {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile(schema as AnySchemaObject);
    compiled.set(schema, validate);
  }
  if (validate(value)) return [];
  const errors = meant(validate.errors ?? []);
  // What stands under a key that must not be there says nothing more.
  const wrongNames = errors.flatMap(({ propertyName, instancePath }) =>
    propertyName === undefined ? [] : [instancePath + formatPointer([propertyName])],
  );
  return errors
    .filter(
      ({ keyword, instancePath }) => keyword !== "propertyNames" && !wrongNames.some((name) => `${instancePath}/`.startsWith(`${name}/`)),
    )
    .map((error) => problem(error));
}

/**
 * Of alternatives that all fail only the one with the fewest errors counts, and of those the one whose constants fit: an unknown `law`
 * says so instead of six times what is missing.
 */
function meant(errors: readonly ErrorObject[]): ErrorObject[] {
  const choices = errors.filter(({ keyword }) => keyword === "anyOf" || keyword === "oneOf");
  const outermost = choices.filter((choice) => !choices.some((other) => other !== choice && isInside(choice, other)));
  const explained = outermost.flatMap((choice) => {
    const inside = errors.filter((error) => isInside(error, choice) && !choices.includes(error));
    const branches = groupBy(inside, (error) => branchOf(error, choice));
    const groups = [...branches.values()].filter((group) => !group.some((error) => saysOtherKind(error, choice)));
    groups.sort((a, b) => a.length - b.length);
    return groups[0] ?? [unknownTag(inside, choice) ?? choice];
  });
  return [...errors.filter((error) => !choices.includes(error) && !outermost.some((choice) => isInside(error, choice))), ...explained];
}

function isInside(error: ErrorObject, choice: ErrorObject): boolean {
  return error.schemaPath.startsWith(`${choice.schemaPath}/`);
}

function branchOf(error: ErrorObject, choice: ErrorObject): string {
  return error.schemaPath.slice(choice.schemaPath.length + 1).split("/", 1)[0]!;
}

function saysOtherKind(error: ErrorObject, choice: ErrorObject): boolean {
  if (error.instancePath === choice.instancePath) return error.keyword === "type";
  const below = parsePointer(error.instancePath.slice(choice.instancePath.length));
  return below.length === 1 && (below[0] === "law" || below[0] === "style");
}

/** Where the tag is what fits no alternative: the tags of all of them. */
function unknownTag(inside: readonly ErrorObject[], choice: ErrorObject): ErrorObject | undefined {
  const tags = inside.filter((error) => error.instancePath !== choice.instancePath && saysOtherKind(error, choice));
  const allowedValues = tags.flatMap(
    ({ params }) => (params as { allowedValue?: unknown }).allowedValue ?? (params as { allowedValues?: unknown }).allowedValues,
  );
  return tags[0] && { ...tags[0], keyword: "enum", params: { allowedValues } };
}

function problem(error: ErrorObject): ShapeProblem {
  const path = parsePointer(error.instancePath);
  const unknown = (error.params as Record<string, unknown>)["additionalProperty"];
  const wrongName = error.propertyName;
  if (typeof unknown === "string") {
    const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
    const near = nearest(unknown, known);
    return {
      message: `unknown key "${unknown}" – ${near ? `did you mean "${near}"?` : `known are ${known.join(", ")}`}`,
      path: [...path, unknown],
    };
  }
  if (wrongName !== undefined) return { message: `the key "${wrongName}" ${schemaMessage(error)}`, path: [...path, wrongName] };
  const subject = path.length === 0 ? "" : `"${path.join(".")}" `;
  return { message: `${subject}${schemaMessage(error)}`, path };
}
