import { type Description, LEVELS, type Level, type OperationView } from "@gatehouse/description";

/** How many of an operation's claims have which level; `undefined` counts what nothing is claimed of. */
export type EvidenceCounts = ReadonlyMap<Level | undefined, number>;

/** The level of each part of an operation: itself, its parameters, its body, its statuses. */
export function evidenceCounts(view: OperationView, description: Description): EvidenceCounts {
  const parts = [
    view.node,
    ...view.parameters.map(({ use }) => use),
    ...(view.body ? [view.body.use] : []),
    ...view.responses.map(({ use }) => use),
  ];
  const counts = new Map<Level | undefined, number>();
  for (const part of parts) {
    const level = description.evidence(part)?.level;
    counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  return counts;
}

/** `Evidence: 6 of 9 parts documented, 3 assumed (400, 409, locale).`, or nothing for a description that has none. */
export function evidenceLine(view: OperationView, description: Description): string {
  if (!description.gatehouse) return "";
  const counts = evidenceCounts(view, description);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const known = LEVELS.flatMap((level) => (counts.has(level) ? [`${counts.get(level)} ${level}`] : []));
  if (known.length === 0) return "";
  const names = [
    ...view.parameters.filter(({ use }) => description.evidence(use)?.level === "assumed").map(({ name }) => name),
    ...view.responses.filter(({ use }) => description.evidence(use)?.level === "assumed").map(({ status }) => String(status)),
  ];
  return `Evidence of ${total} parts: ${known.join(", ")}${names.length > 0 ? ` (${names.join(", ")})` : ""}.`;
}
