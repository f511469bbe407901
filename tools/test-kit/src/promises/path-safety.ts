import { isPathParameterError } from "@gatehouse/runtime";
import { describe, expect, test } from "vitest";
import type { Subject, SubjectOperation } from "./subject.js";

/** Values that would reach another resource if they were put into a path as they are; and two that look so and are one segment. */
const VALUES: readonly (readonly [shown: string, value: unknown])[] = [
  ["''", ""],
  ["'.'", "."],
  ["'..'", ".."],
  ["'%2e%2e'", "%2e%2e"],
  ["'..%2f'", "..%2f"],
  ["'a/b'", "a/b"],
  ["'a b'", "a b"],
  ["null", null],
  ["undefined", undefined],
  ["NaN", Number.NaN],
  ["an object", { id: "a" }],
];

/** Whatever stands in the place of a path value: it stays one segment, or nothing is sent at all. */
export function pathSafety({ descriptor, operations, create, signedIn }: Subject): void {
  const places = operations.flatMap((operation) =>
    (operation.descriptor.params ?? []).filter(([, place]) => place === "path").map(([key]) => [operation.name, key, operation] as const),
  );

  describe("a path value never reaches another resource", () => {
    test.each(places)("%s: %s", async (name, key, operation) => {
      for (const [shown, value] of VALUES) {
        const sent: string[] = [];
        const client = create({
          ...signedIn(operation),
          fetch: async (url) => {
            sent.push(url);
            return new Response(null, { status: 500 });
          },
        });
        const outcome = await client[name]!.result({ ...operation.input(), [key]: value });
        if (!outcome.ok && isPathParameterError(outcome.error)) {
          expect(outcome.error, shown).toMatchObject({ api: descriptor.id, operation: name, parameter: key });
          expect(sent, shown).toEqual([]);
        } else {
          const paths = sent.map((url) => segmentsOf(new URL(url).pathname));
          expect(paths[0], shown).toEqual(expectedSegments(operation, key, value));
        }
      }
    });
  });
}

const segmentsOf = (path: string) => path.split("/");

/** What a path may be when a URL parser has had its way with it: the template, each parameter one segment. */
function expectedSegments({ descriptor, input }: SubjectOperation, key: string, value: unknown): readonly unknown[] {
  const all: Readonly<Record<string, unknown>> = { ...input(), [key]: value };
  const wires = (descriptor.params ?? []).filter(([, place]) => place === "path").map(([name, , wire = name]) => [wire, name] as const);
  return segmentsOf(descriptor.path).map((segment) =>
    wires.reduce((text, [wire, name]) => text.replace(`{${wire}}`, () => encodeURIComponent(String(all[name]))), segment),
  );
}
