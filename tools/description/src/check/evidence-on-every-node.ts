import { claimsOn, useClaims, usesOf } from "../evidence.js";
import { internalsOf } from "../internals.js";
import type { Description, Node } from "../model.js";
import { nearest } from "../nearest.js";
import type { NodeKind } from "../shape.js";
import { isReference, type Visit } from "../walk.js";
import type { Finding } from "./finding.js";

const rule = "evidence-on-every-node";

/**
 * What needs evidence: operations, their parameters, bodies, responses and headers (or, for shared ones, their use), security schemes,
 * servers, component schemas, and every property that a schema lists outside of conditions.
 */
export function evidenceOnEveryNode(description: Description): Finding[] {
  if (!description.gatehouse) return [];
  const findings: Finding[] = [];
  const visits = internalsOf(description).visits();
  for (const [, visit] of visits) {
    if (needsEvidence(visit) && !description.evidence(visit.node)) findings.push(gap(description, visit));
    if (visit.kind === "operation") findings.push(...strayUses(description, visit, visits));
  }
  return findings;
}

/** True for nodes that are a claim about the vendor of their own. */
export function needsEvidence(visit: Visit): boolean {
  if (visit.kind === "schema") return visit.parent?.kind === "schema" ? isProperty(visit) : isComponent(visit);
  return NEED.has(visit.kind);
}

const NEED: ReadonlySet<NodeKind> = new Set([
  "operation",
  "parameter",
  "request-body",
  "response",
  "header",
  "security-scheme",
  "server",
  "law",
]);

/** A schema of the components, or one in another file that a reference leads to. A reference there is only another name. */
function isComponent({ node, parent }: Visit): boolean {
  return (parent === undefined || parent.kind === "components") && !isReference(node);
}

/** A property of a model; what a condition (`if`, `then`, `not` …) says of a property again is no claim that it exists. */
function isProperty(visit: Visit): boolean {
  if (visit.step[0] !== "properties") return false;
  for (let at: Visit | undefined = visit; at?.kind === "schema"; at = at.parent) {
    if (["if", "then", "else", "not", "dependentSchemas", "contains"].includes(at.step[0] ?? "")) return false;
  }
  return true;
}

function gap(description: Description, visit: Visit): Finding {
  const at = description.locate(visit.node);
  const use = useClaims(visit, description.resolve);
  if (use.place !== "") {
    return { rule, message: `no evidence for the use of "${use.place}" – add x-source-uses: { ${use.place}: … } to the operation`, at };
  }
  const name = NAMED_BY[visit.kind] === undefined ? visit.step.at(-1) : visit.node[NAMED_BY[visit.kind]!];
  const what = `${visit.step[0] === "properties" ? "property" : visit.kind.replace("-", " ")}${name === undefined ? "" : ` "${name}"`}`;
  return { rule, message: `no evidence for this ${what} – add x-source${hint(visit)}`, at };
}

/** Items of lists: their place is no name. */
const NAMED_BY: Readonly<Partial<Record<NodeKind, string>>> = { parameter: "name", law: "law", server: "x-server" };

/** Why a property did not inherit. */
function hint(visit: Visit): string {
  for (let at = visit.parent; at?.kind === "schema"; at = at.parent) {
    const whole = claimsOn(at.node as Node).find((claim) => claim.about === undefined);
    if (!whole) continue;
    return whole.level === "documented" || whole.level === "example"
      ? `; its schema's claim is not inherited, because "${whole.ref}" is not complete`
      : `; "${whole.level}" is never inherited`;
  }
  return "";
}

/** Keys of `x-source-uses` that are the place of no reference. */
function strayUses(description: Description, operation: Visit, visits: ReadonlyMap<object, Visit>): Finding[] {
  const uses = usesOf(operation.node as Node);
  if (Object.keys(uses).length === 0) return [];
  const places = new Set<string>();
  for (const [, visit] of visits) {
    if (!isReference(visit.node)) continue;
    const use = useClaims(visit, description.resolve);
    if (use.operations.includes(operation.node as Node)) places.add(use.place);
  }
  return Object.keys(uses)
    .filter((place) => !places.has(place))
    .map((place) => {
      const near = nearest(place, places);
      const right = near ? `did you mean "${near}"?` : "claims about what is written here stand there, as x-source";
      return { rule, message: `"${place}" is the place of no $ref of this operation – ${right}`, at: description.locate(uses, place) };
    });
}
