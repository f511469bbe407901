import type { DriftKind } from "./drift.js";
import type { Place } from "./place.js";
import type { Schema } from "./schema.js";

/** One difference between a value and a schema. */
export interface Difference {
  readonly kind: DriftKind;
  readonly place: Place | undefined;
  /** The keyword that is not kept. */
  readonly keyword: Keyword;
  readonly expected: string;
  /** The type of what came. */
  readonly found: string;
  /** Its size, where that is the point. */
  readonly size?: string;
  /** The value of an enum that is not listed. */
  readonly unlisted?: unknown;
  /** True where JSON Schema is content: an unnamed property where none is excluded, an unlisted value of an open enum. */
  readonly isNews?: boolean;
}

/** A place in the description: a pointer, or a step from another place. */
export interface Keyword {
  readonly parent?: Keyword;
  readonly step: string;
}

/** What the schemas of one object or list say of its members. */
export interface Known {
  readonly names: Set<string>;
  /** How many items from the start. */
  items: number;
  /** Items further behind. */
  readonly contained: Set<number>;
  /** Where properties are named; as long as none are, any may come. */
  named?: Keyword;
  /** True where something failed: then nobody can tell what is known. */
  failed?: boolean;
  /** Of the members that are objects or lists themselves. */
  readonly members: Map<string | number, Member>;
}

/** An object or list inside another. */
export interface Member {
  readonly place: Place;
  readonly value: object;
  readonly known: Known;
}

/** A value under comparison. */
export interface Subject<Value = unknown> {
  readonly value: Value;
  readonly place: Place | undefined;
  /** Of an object or a list. */
  readonly known: Known | undefined;
}

/** One comparison, or the trial of an alternative in one. */
export interface Run {
  readonly differences: Difference[];
  /** Places of sensitive values. */
  readonly secrets: (Place | undefined)[];
  /** Compares with another schema that stands for the same place. */
  check(run: Run, schema: Schema, subject: Subject, at: Keyword): void;
}

/** The place of what stands below a keyword. */
export function below(parent: Keyword, step: string): Keyword {
  return { parent, step };
}

/** Compares a member of an object or list with a schema. */
export function checkMember(run: Run, schema: Schema, value: unknown, place: Place, around: Known, at: Keyword): void {
  const known = typeof value === "object" && value !== null ? memberOf(around, place, value) : undefined;
  run.check(run, schema, { value, place, known }, at);
}

/** True where a run, or the trial of an alternative, found no error. */
export function fits({ differences }: Run): boolean {
  return differences.every(({ isNews }) => isNews);
}

export function nothingKnown(): Known {
  return { names: new Set(), items: 0, contained: new Set(), members: new Map() };
}

/** Takes over what another schema of the same value knows. */
export function learn(known: Known | undefined, more: Known | undefined): void {
  if (!known || !more) return;
  for (const name of more.names) known.names.add(name);
  for (const index of more.contained) known.contained.add(index);
  for (const { place, value, known: inner } of more.members.values()) learn(memberOf(known, place, value), inner);
  known.items = Math.max(known.items, more.items);
  if (more.named) known.named ??= more.named;
  if (more.failed) known.failed = true;
}

function memberOf({ members }: Known, place: Place, value: object): Known {
  let member = members.get(place.key);
  if (!member) {
    member = { place, value, known: nothingKnown() };
    members.set(place.key, member);
  }
  return member.known;
}
