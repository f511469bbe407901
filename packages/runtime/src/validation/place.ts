/** A place in a value, as a step from the place around it; undefined is the whole value. Costs one object a step, and text only when asked. */
export interface Place {
  readonly parent: Place | undefined;
  readonly key: string | number;
  /** What the description calls it: a name, or `*` for an item of a list and for a key that the description leaves open. */
  readonly described: string;
  readonly depth: number;
}

export function inside(parent: Place | undefined, key: string | number, described: string): Place {
  return { parent, key, described, depth: depthOf(parent) + 1 };
}

export function depthOf(place: Place | undefined): number {
  return place?.depth ?? 0;
}

/** The keys that lead there. */
export function pathOf(place: Place | undefined): readonly (string | number)[] {
  return place ? [...pathOf(place.parent), place.key] : [];
}

/** As a JSON Pointer: positions as they are, open keys as `*`. */
export function pointerOf(place: Place | undefined): string {
  if (!place) return "";
  return `${pointerOf(place.parent)}/${typeof place.key === "number" ? place.key : escaped(place.described)}`;
}

/** As `pointerOf`, with `*` for every position. */
export function patternOf(place: Place | undefined): string {
  return place ? `${patternOf(place.parent)}/${escaped(place.described)}` : "";
}

/** One step of a JSON Pointer (RFC 6901). */
export function escaped(step: string): string {
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}
