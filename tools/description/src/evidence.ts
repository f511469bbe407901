import type { Aspect, Claim, XSource } from "./extensions.js";
import { formatPointer } from "./json-pointer.js";
import type { Node } from "./model.js";
import type { Sources } from "./sources.js";
import { isReference, type Visit } from "./walk.js";

/** What effective evidence is computed from. */
export interface EvidenceOptions {
  readonly gatehouse: boolean;
  visits(): ReadonlyMap<object, Visit>;
  readonly sources: Sources;
  resolve(node: Node): Node;
}

/** What a claim can speak of: an aspect, or another `x-` key of the node. */
export type About = Aspect | `x-${string}`;

/** The effective claim per node and aspect. */
export type EvidenceOf = (node: object, about?: About) => Claim | undefined;

/**
 * Effective evidence. The claim that holds for an aspect of a node is the first of:
 *
 * 1. the node's own `x-source`: the claim whose `about` names the aspect, else the claim without `about`.
 *    Without an aspect, the node as a whole is asked for: the claim without `about`, else the one about `exists`, else the first;
 * 2. for a `$ref` inside an operation (and in the parameters of its path item), what the operation's `x-source-uses` says under the place
 *    of the reference: `responses/403`, `parameters/locale` (parameters by name). Never what the target says: that a shared component
 *    exists and that this operation uses it are two claims;
 * 3. for a schema inside a schema, the claim without `about` of the nearest schema around it that has one, inside the same component or
 *    the same inline schema, if its level is `documented` or `example` and its source in `sources.yaml` says `complete: true`.
 *    What that schema claims about the one aspect goes before its claim without `about`, if it is `documented` or `example` too; if it is
 *    weaker, the inner schema has no claim about the aspect.
 *    `observed`, `sibling` and `assumed` are never inherited, and nothing is inherited through `$ref` or from an operation by its parts.
 */
export function createEvidence(options: EvidenceOptions): EvidenceOf {
  return (node, about) => {
    if (!options.gatehouse) return undefined;
    const visit = options.visits().get(node);
    return (
      pick(claimsOn(node as Node), about) ??
      (visit && pick(useClaims(visit, options.resolve).claims, about)) ??
      (visit?.kind === "schema" ? inherited(visit, about, options.sources) : undefined)
    );
  };
}

/** The claims of a node's `x-source`, as a list. */
export function claimsOn(node: Node): readonly Claim[] {
  return Object.hasOwn(node, "x-source") ? asList(node["x-source"]) : [];
}

/** Claims that an operation makes about the use of a shared component, and where they stand. */
export interface UseClaims {
  readonly claims: readonly Claim[];
  /** The key of `x-source-uses` that is, or would be, the place of this reference. */
  readonly place: string;
  /** The operations that may make the claim: one, or for a parameter of a path item all of its operations. */
  readonly operations: readonly Node[];
}

/** What `x-source-uses` says of a reference. */
export function useClaims(visit: Visit, resolve: (node: Node) => Node): UseClaims {
  const nothing: UseClaims = { claims: [], place: "", operations: [] };
  if (!isReference(visit.node)) return nothing;
  const steps: string[][] = [];
  let at: Visit | undefined = visit;
  while (at && at.kind !== "operation" && at.kind !== "path-item") {
    steps.unshift(at.kind === "parameter" ? ["parameters", parameterName(at.node as Node, resolve)] : [...at.step]);
    at = at.parent;
  }
  if (!at || at.node === visit.node) return nothing;
  const place = formatPointer(steps.flat()).slice(1);
  const operations = at.kind === "operation" ? [at.node as Node] : operationsOf(at.node as Node);
  const claims = operations.map((operation) => usesOf(operation)[place]).find((value) => value !== undefined);
  return { claims: asList(claims), place, operations };
}

/** The `x-source-uses` of an operation. */
export function usesOf(operation: Node): Readonly<Record<string, XSource>> {
  const uses = Object.hasOwn(operation, "x-source-uses") ? operation["x-source-uses"] : undefined;
  return typeof uses === "object" && uses !== null ? uses : {};
}

function pick(claims: readonly Claim[], about: About | undefined): Claim | undefined {
  const whole = claims.find((claim) => claim.about === undefined);
  if (about !== undefined) {
    // What nobody says of a property of a key is what is said of the key.
    const key = about.split(".", 1)[0] as About;
    return claims.find((claim) => claim.about?.includes(about)) ?? claims.find((claim) => claim.about?.includes(key)) ?? whole;
  }
  return whole ?? claims.find((claim) => claim.about?.includes("exists")) ?? claims[0];
}

function inherited(visit: Visit, about: About | undefined, sources: Sources): Claim | undefined {
  for (let at = visit.parent; at?.kind === "schema"; at = at.parent) {
    const claims = claimsOn(at.node as Node);
    const whole = claims.find((claim) => claim.about === undefined);
    if (!whole) continue;
    if (!isPublished(whole) || sourceOf(whole.ref ?? "", sources)?.complete !== true) return undefined;
    const narrower = about === undefined ? undefined : claims.find((claim) => claim.about?.includes(about));
    return narrower === undefined || isPublished(narrower) ? (narrower ?? whole) : undefined;
  }
  return undefined;
}

function isPublished({ level }: Claim): boolean {
  return level === "documented" || level === "example";
}

/** The source behind a claim's `ref`: the key before the first space. */
export function sourceOf(ref: string, sources: Sources): Sources[string] | undefined {
  const key = ref.split(" ", 1)[0]!;
  return Object.hasOwn(sources, key) ? sources[key] : undefined;
}

function asList(value: unknown): readonly Claim[] {
  const list = Array.isArray(value) ? value : [value];
  return list.filter((claim): claim is Claim => typeof claim === "object" && claim !== null);
}

function parameterName(node: Node, resolve: (node: Node) => Node): string {
  return String(resolve(node)["name"] ?? "");
}

function operationsOf(pathItem: Node): Node[] {
  return Object.values(pathItem).filter((value): value is Node => typeof value === "object" && value !== null && "responses" in value);
}
