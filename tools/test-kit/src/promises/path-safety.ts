import { isPathParameterError } from "@gatehouse/runtime";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Subject, SubjectOperation } from "./subject.js";

/** Values that would reach another resource if they were put into a path as they are; and some that look so and are one segment. */
const VALUES: readonly (readonly [shown: string, value: unknown])[] = [
  ["''", ""],
  ["'.'", "."],
  ["'..'", ".."],
  ["'%2e%2e'", "%2e%2e"],
  ["'%2E.'", "%2E."],
  ["'..%2f'", "..%2f"],
  ["'../..'", "../.."],
  ["'..\\\\'", "..\\"],
  ["'a/b'", "a/b"],
  ["'a b'", "a b"],
  ["'a?b#c;d'", "a?b#c;d"],
  ["null", null],
  ["undefined", undefined],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["an object", { id: "a" }],
  ["an empty object", {}],
  ["an empty list", []],
];

/** openapi-fetch itself fails over these. */
const UNWRITABLE: typeof VALUES = [
  ["half of a surrogate pair", "\ud800"],
  ["a symbol", Symbol("a")],
];

/** Of every operation with a path value, and of every kind of text that a value may be. */
const RANDOM_VALUES = 100;
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc
    .array(fc.constantFrom(".", "..", "/", "\\", "%2e", "%2F", "%", "?", "#", ";", "a", " ", "\n", "\u0000", "é"), { maxLength: 6 })
    .map((parts) => parts.join("")),
);

/** What came of a call: the addresses that were asked for, and the error that it ended with. */
interface Outcome {
  readonly sent: readonly string[];
  readonly error: unknown;
}
type Call = (value: unknown) => Promise<Outcome>;

/** Whatever stands in the place of a path value: it stays one segment, or nothing is sent at all. */
export function pathSafety(subject: Subject): void {
  const places = subject.operations.flatMap((operation) =>
    (operation.descriptor.params ?? [])
      .filter(([, place]) => place === "path")
      .map(([key, , wire = key]) => [operation.name, key, { operation, key, wire }] as const),
  );
  if (places.length === 0) return;

  describe("a path value never reaches another resource", () => {
    test.each(places)("%s: %s", async (name, key, { operation, wire }) => {
      const call = byMethod(subject, operation, key);
      const at = { api: subject.api, operation: name, parameter: key };
      for (const [shown, value] of [...VALUES, ...UNWRITABLE]) expectOneSegment(await call(value), operation, key, value, at, shown);
      await fc.assert(
        fc.asyncProperty(anyText, async (text) => expectOneSegment(await call(text), operation, key, text, at, text)),
        { numRuns: RANDOM_VALUES },
      );
      const low = throughHttp(subject, operation, wire);
      const { method, path } = operation.descriptor;
      const lowAt = { api: subject.api, operation: `${method} ${path}`, parameter: wire };
      for (const [shown, value] of VALUES) expectOneSegment(await low(value), operation, key, value, lowAt, `through http: ${shown}`);
    });
  });
}

/** The operation's own function, with `value` in the place of one path value. */
function byMethod({ create, signedIn }: Subject, operation: SubjectOperation, key: string): Call {
  return over(async (fetch, value) => {
    const outcome = await create({ ...signedIn(operation), fetch })[operation.name]!.result({ ...operation.input(), [key]: value });
    return outcome.ok ? undefined : outcome.error;
  });
}

/** The same through openapi-fetch. */
function throughHttp({ create, http, signedIn }: Subject, operation: SubjectOperation, wire: string): Call {
  const { method, path, params = [] } = operation.descriptor;
  return over(async (fetch, value) => {
    const input = operation.input();
    const values: Record<string, Record<string, unknown>> = { path: {}, query: {}, header: {}, cookie: {} };
    for (const [key, place, name = key] of params) if (key in input) values[place]![name] = input[key];
    values["path"]![wire] = value;
    const { error } = await http(create({ ...signedIn(operation), fetch }))[method]!(path, { params: values, body: input["body"] });
    return error;
  });
}

function over(call: (fetch: (url: string) => Promise<Response>, value: unknown) => Promise<unknown>): Call {
  return async (value) => {
    const sent: string[] = [];
    const fetch = async (url: string) => {
      sent.push(url);
      return new Response(null, { status: 500 });
    };
    const error = await call(fetch, value).catch((thrown: unknown) => thrown);
    return { sent, error };
  };
}

function expectOneSegment(
  { sent, error }: Outcome,
  operation: SubjectOperation,
  key: string,
  value: unknown,
  at: object,
  shown: string,
): void {
  if (sent.length === 0) {
    expect(isPathParameterError(error), `${shown}: ${error}`).toBe(true);
    expect(error, shown).toMatchObject(at);
    return;
  }
  expect(typeof value, shown).toMatch(/^(string|number)$/);
  for (const url of sent) expect(segmentsOf(new URL(url).pathname), shown).toEqual(expectedSegments(operation, key, value));
}

const segmentsOf = (path: string) => path.split("/").map(decodeURIComponent);

/** What a server reads of a path when a URL parser has had its way with it: the template, each parameter one segment. */
function expectedSegments({ descriptor, input }: SubjectOperation, key: string, value: unknown): readonly string[] {
  const all: Readonly<Record<string, unknown>> = { ...input(), [key]: value };
  const wires = (descriptor.params ?? []).filter(([, place]) => place === "path").map(([name, , wire = name]) => [wire, name] as const);
  return descriptor.path
    .split("/")
    .map((segment) => wires.reduce((text, [wire, name]) => text.replace(`{${wire}}`, () => String(all[name])), segment));
}
