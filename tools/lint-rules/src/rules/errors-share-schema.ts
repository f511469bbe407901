import type { Description, OperationView, ResponseView } from "@gatehouse/description";
import { gatehouseRule, type LintFinding } from "../gatehouse-rule.js";

/**
 * The errors of an API (of one server, where it has several) have one schema, the one that most of them have. A response that differs on
 * purpose says so: one of its claims is about its `type`.
 */
export const errorsShareSchema = gatehouseRule((description) => {
  const errors = jsonErrors(description);
  const usual = new Map<string, string>();
  for (const server of new Set(errors.map((error) => error.server))) {
    const names = errors.filter((error) => error.server === server).map((error) => error.schema);
    usual.set(server, mostFrequent(names));
  }
  const seen = new Set<object>();
  return errors.flatMap(({ server, schema, operation, response }): LintFinding[] => {
    const expected = usual.get(server)!;
    if (seen.has(response.node)) return [];
    seen.add(response.node);
    if (schema === INLINE) {
      const message = `${operation.id} ${response.status} has an error schema of its own – refer to a named schema${expected === INLINE ? "" : `, "${expected}"`}`;
      return [{ message, at: description.locate(response.node) }];
    }
    if (schema === expected || isDeliberate(description, response)) return [];
    const message = `${operation.id} ${response.status} answers "${schema}", other errors "${expected}" – use that, or claim the difference: x-source with about: [type]`;
    return [{ message, at: description.locate(response.node) }];
  });
});

const INLINE = "";

interface JsonError {
  readonly server: string;
  readonly schema: string;
  readonly operation: OperationView;
  readonly response: ResponseView;
}

function jsonErrors(description: Description): JsonError[] {
  return description.operations.flatMap((operation) =>
    operation.responses
      .filter(isError)
      .flatMap((response) =>
        response.media
          .filter(({ type }) => /[/+]json\b/.test(type))
          .map(({ schema }) => ({ server: operation.server ?? "default", schema: schema?.name ?? INLINE, operation, response })),
      ),
  );
}

function isError({ status }: ResponseView): boolean {
  return typeof status === "number" ? status >= 400 : /^[45]/.test(status);
}

function isDeliberate(description: Description, { node, use }: ResponseView): boolean {
  return [node, use].some((place) => description.evidence(place, "type")?.about?.includes("type"));
}

function mostFrequent(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}
