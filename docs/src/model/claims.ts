import type { Aspect, Claim, Description, Level, Node, Source, SourceKind } from "@gatehouse/description";

/** A source as a page names it. */
export interface SourceLink {
  /** Key in `sources.yaml`. */
  readonly key: string;
  /** Place inside the source, where the claim names one. */
  readonly place: string | undefined;
  readonly title: string;
  readonly url: string;
  readonly kind: SourceKind;
  readonly release: string | undefined;
}

/** One claim as a page shows it. */
export interface ClaimView {
  readonly level: Level;
  /** What the claim speaks of, where it is not the whole: `type`, `required`, `x-retry`. */
  readonly about: readonly string[];
  /** Our sentence; for `assumed` the reason. */
  readonly note: string | undefined;
  readonly source: SourceLink | undefined;
}

/** What a claim can speak of, in the order in which pages ask. */
type Asked = Aspect | `x-${string}`;

/**
 * All claims that hold for a node, the one that covers the most first, each with the aspects that it alone covers.
 * Aspects that no claim covers are left out: lint finds those, not a page.
 *
 * @param node Where the thing is used; a `$ref` counts as the use.
 * @param asked The aspects that a reader of the page can see. The first decides which claim is the main one.
 */
export function claimsOf(description: Description, node: object, asked: readonly Asked[]): ClaimView[] {
  const covered = new Map<string, { claim: Claim; about: Asked[] }>();
  for (const aspect of asked) {
    const claim = description.evidence(node, aspect);
    if (!claim) continue;
    const key = JSON.stringify([claim.level, claim.ref, claim.note]);
    const known = covered.get(key);
    if (known) known.about.push(aspect);
    else covered.set(key, { claim, about: [aspect] });
  }
  return [...covered.values()].map(({ claim, about }, index) => ({
    level: claim.level,
    about: index === 0 ? [] : about,
    note: claim.note,
    source: claim.ref === undefined ? undefined : sourceLink(description, claim.ref),
  }));
}

/**
 * The claims of a thing that is used through a `$ref`: that it is used here, and what it is, are two claims. The use comes first.
 *
 * @param use The place of the use; `node` itself where there is no reference.
 */
export function claimsOfUse(description: Description, use: object, node: object, asked: readonly Asked[]): ClaimView[] {
  const here = claimsOf(description, use, asked);
  if (use === node) return here;
  const shared = claimsOf(description, node, asked);
  if (here.length === 0) return shared;
  const known = new Set(here.map(keyOf));
  return [...here, ...shared.filter((claim) => !known.has(keyOf(claim))).map((claim) => ({ ...claim, about: ["what it is, everywhere"] }))];
}

/** True where two views show one claim, whatever aspects each shows it for. */
export function sameClaim(a: ClaimView, b: ClaimView): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf({ level, note, source }: ClaimView): string {
  return JSON.stringify([level, note, source?.key, source?.place]);
}

/** The aspects worth asking of a schema: those that every field has, and those that this one states. */
export function aspectsOf(...nodes: readonly Node[]): Asked[] {
  const states = (...keys: string[]) => nodes.some((node) => keys.some((key) => Object.hasOwn(node, key)));
  const asked: Asked[] = ["exists", "type", "required", "meaning"];
  if (states("enum", "const", "x-extensible-enum")) asked.push("enum");
  if (states("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems", "maxItems", "pattern"))
    asked.push("bounds");
  if (states("format")) asked.push("format");
  for (const key of ["x-on-invalid", "x-sensitive", "x-lifecycle"] as const) if (states(key)) asked.push(key);
  return asked;
}

/** The source that a claim's `ref` names. A key that `sources.yaml` does not have is shown as it is. */
function sourceLink(description: Description, ref: string): SourceLink | undefined {
  const [key = "", ...place] = ref.split(" ");
  const source: Source | undefined = Object.hasOwn(description.sources, key) ? description.sources[key] : undefined;
  if (!source) return undefined;
  return {
    key,
    place: place.length > 0 ? place.join(" ") : undefined,
    title: source.title,
    url: source.url,
    kind: source.kind,
    release: source.release,
  };
}
