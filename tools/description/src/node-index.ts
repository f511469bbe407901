import { formatPointer } from "./json-pointer.js";
import type { Location } from "./model.js";
import { positionOf } from "./positions.js";
import type { SourceFile } from "./source-file.js";

/** Where an object stands: its file, and the step from its parent. */
export interface Place {
  readonly file: SourceFile;
  readonly node: object;
  readonly parent: Place | undefined;
  /** Key in the parent; "" for the root. */
  readonly key: string;
}

/**
 * Knows for every object of every file where it stands. Held by identity: a copy of a node cannot be located. An object that YAML
 * aliases share stands at its anchor.
 */
export class NodeIndex {
  readonly #places = new WeakMap<object, Place>();

  /** Adds every object of a file; linear in its size. */
  add(file: SourceFile): void {
    const visit = (node: unknown, parent: Place | undefined, key: string): void => {
      if (typeof node !== "object" || node === null || this.#places.has(node)) return;
      const place: Place = { file, node, parent, key };
      this.#places.set(node, place);
      if (Array.isArray(node)) for (const [index, item] of node.entries()) visit(item, place, String(index));
      else for (const name of Object.keys(node)) visit((node as Record<string, unknown>)[name], place, name);
    };
    visit(file.root, undefined, "");
  }

  /** Lets an object that stands in no file be located where another stands. */
  alias(node: object, like: object): void {
    const place = this.#places.get(like);
    if (place) this.#places.set(node, place);
  }

  place(node: object): Place | undefined {
    return this.#places.get(node);
  }

  /** @throws {TypeError} for an object that is not of this description. */
  locate(node: object, key?: string): Location {
    const place = this.#places.get(node);
    if (!place) throw new TypeError("the node is not of this description – locate() – pass a node as it was read, not a copy");
    const segments = segmentsOf(place);
    if (key !== undefined) segments.push(key);
    return { file: place.file.label, ...positionOf(place.file.source, segments), pointer: formatPointer(segments) };
  }
}

/** Pointer segments of a place inside its file. */
export function segmentsOf(place: Place): string[] {
  const segments: string[] = [];
  for (let at: Place | undefined = place; at?.parent; at = at.parent) segments.push(at.key);
  return segments.reverse();
}
