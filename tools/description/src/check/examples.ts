import { isDescriptionError } from "../description-error.js";
import { parsePointer } from "../json-pointer.js";
import type { Description, ExampleView, Location, MediaView, SchemaView } from "../model.js";
import type { Direction } from "../schema-translation.js";
import { createValidator } from "../schema-validation.js";
import { createSecondValidator } from "../second-validator.js";
import type { Finding } from "./finding.js";

const rule = "examples-are-valid";

/** An example with the schema that it must fit. */
export interface PlacedExample {
  readonly example: ExampleView;
  readonly schema: SchemaView;
  readonly direction: Direction;
  /** For messages: `createTenant request`, `getTenant 404`. */
  readonly of: string;
}

/** What `checkExamples` saw. */
export interface ExamplesResult {
  readonly findings: readonly Finding[];
  /** How many examples were validated. */
  readonly count: number;
}

/** Every example that operations show, each once however many operations share it. Examples of media types that are no JSON value are left out. */
export function placedExamples(description: Description): readonly PlacedExample[] {
  const seen = new Map<object, Set<string>>();
  const placed: PlacedExample[] = [];
  const add = (examples: readonly ExampleView[], schema: SchemaView | undefined, direction: Direction, of: string): void => {
    if (!schema) return;
    for (const example of examples) {
      const keys = seen.get(example.holder) ?? new Set();
      seen.set(example.holder, keys);
      if (keys.has(example.key)) continue;
      keys.add(example.key);
      placed.push({ example, schema, direction, of });
    }
  };
  const addMedia = (media: readonly MediaView[], direction: Direction, of: string): void => {
    for (const view of media) if (isStructured(view)) add(view.examples, view.schema, direction, of);
  };
  for (const operation of description.operations) {
    for (const parameter of operation.parameters) add(parameter.examples, parameter.schema, "request", `${operation.id} ${parameter.name}`);
    addMedia(operation.body?.media ?? [], "request", `${operation.id} request`);
    for (const response of operation.responses) {
      addMedia(response.media, "response", `${operation.id} ${response.status}`);
    }
  }
  return placed;
}

/** True for media types whose examples are written as values: JSON, forms. */
function isStructured({ type, schema }: MediaView): boolean {
  const resolved = schema?.resolved;
  if (resolved?.["format"] === "binary" || resolved?.["contentMediaType"] !== undefined) return false;
  return /[/+]json\b|^multipart\/|^application\/x-www-form-urlencoded/.test(type);
}

/** Examples that do not fit their schema, told by ajv. */
export function exampleFindings(description: Description): ExamplesResult {
  const judged = judge(description);
  return { findings: judged.flatMap(({ findings }) => findings), count: judged.length };
}

/** As `exampleFindings`, and a second, independent validator must be of the same opinion. */
export async function checkExamples(description: Description): Promise<ExamplesResult> {
  const judged = judge(description);
  const second = createSecondValidator(description);
  const more: Finding[] = [];
  try {
    for (const { placed, findings } of judged) {
      if (findings.length > 0) continue;
      for (const error of await second.validate(placed.schema, placed.example.value, placed.direction)) {
        const message = `${titleOf(placed)}: the second validator refuses what the first takes: ${error.message}`;
        more.push({ rule, message, at: error.at ?? locateIn(description, placed.example, error.pointer) });
      }
    }
  } finally {
    second.close();
  }
  return { findings: [...judged.flatMap(({ findings }) => findings), ...more], count: judged.length };
}

interface Judged {
  readonly placed: PlacedExample;
  readonly findings: readonly Finding[];
}

function judge(description: Description): Judged[] {
  const { validate } = createValidator(description);
  return placedExamples(description).map((placed) => {
    const { example, schema, direction } = placed;
    try {
      const findings = validate(schema, example.value, { direction }).map(({ pointer, message, at }): Finding => {
        const subject = pointer === "" ? "it" : `"${pointer}"`;
        return {
          rule,
          message: `${titleOf(placed)}: ${subject} ${message} (${at.file}:${at.line})`,
          at: locateIn(description, example, pointer),
        };
      });
      return { placed, findings };
    } catch (error) {
      // The schema itself is none.
      if (!isDescriptionError(error)) throw error;
      return { placed, findings: [{ rule, message: `${titleOf(placed)}: ${error.message}`, at: description.locate(schema.node) }] };
    }
  });
}

function titleOf({ example, of }: PlacedExample): string {
  return `example "${example.name}" of ${of}`;
}

/** Where a part of an example stands. */
function locateIn(description: Description, { holder, key }: ExampleView, pointer: string): Location {
  let node: object = holder;
  let last = key;
  for (const step of parsePointer(pointer)) {
    const next = (node as Record<string, unknown>)[last];
    if (typeof next !== "object" || next === null) break;
    node = next;
    last = step;
  }
  return description.locate(node, last);
}
