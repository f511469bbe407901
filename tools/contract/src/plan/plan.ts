import type { OperationView } from "@gatehouse/description";
import { SettingsError } from "../send/settings.js";
import { boundaryCases } from "./boundary.js";
import { CannotPlan, type PlanContext, type Planned, type Planner, type Skipped } from "./context.js";
import { credentialCases } from "./credential.js";
import { exampleCases } from "./example.js";
import { isolationCases } from "./isolation.js";
import { methodCases } from "./method.js";
import { missingCases } from "./missing.js";
import { permissionCases } from "./permission.js";
import { randomCases } from "./random.js";
import { sequenceCases } from "./sequence.js";

/** Makers of cases by kind; the kind is the second segment of a case's id. */
const PLANNERS: Readonly<Record<string, Planner>> = {
  example: exampleCases,
  boundary: boundaryCases,
  credential: credentialCases,
  isolation: isolationCases,
  method: methodCases,
  missing: missingCases,
  permission: permissionCases,
  random: randomCases,
  sequence: sequenceCases,
};

/**
 * All cases of a description in the order of their ids. The same description, configuration and seed give the same cases.
 *
 * @param only Keeps the cases whose id starts with it.
 * @throws {SettingsError} for a skip that fits no case.
 */
export function plan(context: PlanContext, only?: string): Planned {
  const all = context.description.operations.flatMap((operation) =>
    Object.entries(PLANNERS)
      .filter(([kind]) => only === undefined || mayStart(`${operation.id}/${kind}/`, only))
      .map(([kind, planner]) => planOne(context, operation, kind, planner)),
  );
  const chosen = ({ id }: { readonly id: string }): boolean => only === undefined || id.startsWith(only);
  const cases = all.flatMap(({ cases }) => cases).filter(chosen);
  const skipped = all.flatMap(({ skipped }) => skipped).filter((one) => chosen({ id: one.case }));
  return applySkips(
    context,
    { cases: cases.sort(byKey(({ id }) => id)), skipped: skipped.sort(byKey((one) => one.case)) },
    only === undefined,
  );
}

/** True where an id below a prefix may start with what is asked for. */
function mayStart(prefix: string, only: string): boolean {
  return prefix.startsWith(only) || only.startsWith(prefix);
}

function planOne(context: PlanContext, operation: OperationView, kind: string, planner: Planner): Planned {
  try {
    return planner(context, operation);
  } catch (error) {
    if (!(error instanceof CannotPlan)) throw error;
    return { cases: [], skipped: [{ case: `${operation.id}/${kind}`, operation: operation.id, reason: error.reason, note: error.note }] };
  }
}

/** `contract.yaml` leaves cases out by id; an id with a `*` at its end leaves out all that start so. */
function applySkips({ config }: PlanContext, { cases, skipped }: Planned, whole: boolean): Planned {
  const skips = config.skip ?? [];
  const fits = (pattern: string, id: string): boolean => (pattern.endsWith("*") ? id.startsWith(pattern.slice(0, -1)) : id === pattern);
  const stale = skips.find((skip) => ![...cases.map(({ id }) => id), ...skipped.map((one) => one.case)].some((id) => fits(skip.case, id)));
  if (stale && whole) throw new SettingsError(`skip ${stale.case} fits no case – contract.yaml – take it out, or give the id of a case`);
  const left: Skipped[] = [];
  const kept = cases.filter((one) => {
    const skip = skips.find(({ case: pattern }) => fits(pattern, one.id));
    if (skip) left.push({ case: one.id, operation: one.operation, reason: skip.reason, note: skip.note });
    return !skip;
  });
  return { cases: kept, skipped: [...skipped, ...left].sort(byKey((one) => one.case)) };
}

/** By code unit: the same on every machine, whatever its language. */
function byKey<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}
