import { existsSync, realpathSync } from "node:fs";
import { dirname, resolve as resolvePath, sep } from "node:path";
import { DescriptionError } from "./description-error.js";
import type { JsonObject } from "./json.js";
import { childAt } from "./json-pointer.js";
import { nearest } from "./nearest.js";
import type { NodeIndex } from "./node-index.js";
import type { NodeKind } from "./shape.js";
import { readSourceFile, type SourceFile } from "./source-file.js";
import { isObject, isReference, type Visit, walk } from "./walk.js";

/** A reachable part of the description: the root, or what a `$ref` led to outside of what was already visited. */
export interface Tree {
  readonly node: JsonObject;
  readonly kind: NodeKind;
}

export interface References {
  /** The files that were read, the entry first. */
  readonly files: readonly SourceFile[];
  /** The root and every target that lies outside it, each once, in the order they were met. */
  readonly trees: readonly Tree[];
  /** A reference node's target; chains of references are followed to their end. */
  readonly targets: WeakMap<object, object>;
}

export interface ReferenceOptions {
  readonly entry: SourceFile;
  readonly folder: string;
  readonly allowRefs: string | undefined;
  readonly index: NodeIndex;
}

/**
 * Reads every file that the description refers to and resolves every reference that is reachable from its root. Linear: a node is
 * visited once, however often it is referred to, and a cycle through schemas is no trouble.
 *
 * @throws {DescriptionError} for a reference that is missing, leads only to itself, leaves the allowed folders or asks for the network.
 */
export function resolveReferences(options: ReferenceOptions): References {
  const { entry, index } = options;
  const files = new Map<string, SourceFile>([[realpathSync(entry.path), entry]]);
  const targets = new WeakMap<object, object>();
  const seen = new WeakSet<object>();
  const trees = new Map<object, Tree>();
  const queue: Tree[] = [];
  const folders = [options.folder, ...(options.allowRefs === undefined ? [] : [resolvePath(options.allowRefs)])].filter(existsSync);
  const allowed = [...folders, ...folders.map((folder) => realpathSync(folder))];
  index.add(entry);

  const visit = ({ node, kind, parent }: Visit): void => {
    seen.add(node);
    // What turns out to lie inside another tree is no tree of its own.
    if (parent) trees.delete(node);
    if (!isReference(node)) return;
    const target = follow(node, []);
    if (isObject(target) && !seen.has(target)) queue.push({ node: target, kind });
  };

  /** The end of a chain of references; remembers every link of it. */
  const follow = (node: JsonObject & { readonly $ref: string }, chain: readonly object[]): unknown => {
    const known = targets.get(node);
    if (known) return known;
    if (chain.includes(node)) throw refError(node, "leads only to itself", "let one of the references lead to a definition");
    let target = step(node, [...chain, node]);
    if (isObject(target) && isReference(target)) target = follow(target, [...chain, node]);
    if (typeof target === "object" && target !== null) targets.set(node, target);
    return target;
  };

  /** What `$ref` names, which may be a reference itself. */
  const step = (node: JsonObject & { readonly $ref: string }, chain: readonly object[]): unknown => {
    const [uri = "", fragment = ""] = splitOnce(node.$ref, "#");
    const file = uri === "" ? index.place(node)!.file : fileOf(node, uri);
    if (fragment !== "" && !fragment.startsWith("/")) return anchored(node, file, fragment);
    let value: unknown = file.root;
    for (const raw of fragment === "" ? [] : fragment.slice(1).split("/")) {
      const segment = decode(raw).replaceAll("~1", "/").replaceAll("~0", "~");
      if (isObject(value) && isReference(value) && !Object.hasOwn(value, segment)) value = follow(value, chain);
      const child = childAt(value, segment);
      if (child === undefined) {
        const near = isObject(value) ? nearest(segment, Object.keys(value)) : undefined;
        const has = near ? `"${near}"` : "what exists";
        throw refError(node, `nothing at "${segment}" of ${file.label}`, `refer to ${has}`);
      }
      value = child;
    }
    return value;
  };

  const fileOf = (node: JsonObject & { readonly $ref: string }, uri: string): SourceFile => {
    if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(uri)) throw refError(node, "would ask the network", "keep a copy beside the description");
    const from = index.place(node)!.file.path;
    const path = resolvePath(dirname(from), decode(uri));
    if (!/\.(ya?ml|json)$/.test(path)) throw refError(node, "is no YAML or JSON file", "refer to .yaml, .yml or .json");
    const inside = (p: string) => allowed.some((folder) => p === folder || p.startsWith(folder.endsWith(sep) ? folder : folder + sep));
    const outside = "leaves the description's folder";
    const stay = "keep files below it, or allow another folder with allowRefs";
    if (!inside(path)) throw refError(node, outside, stay);
    if (!existsSync(path)) throw refError(node, "no such file", "refer to a file that exists");
    // The real path, so that a symbolic link does not lead out either.
    const real = realpathSync(path);
    if (!inside(real)) throw refError(node, outside, stay);
    const known = files.get(real);
    if (known) {
      if (!known.paths.includes(path)) known.paths.push(path);
      return known;
    }
    const file = readSourceFile(path, options.folder);
    files.set(real, file);
    index.add(file);
    return file;
  };

  const anchored = (node: JsonObject & { readonly $ref: string }, file: SourceFile, name: string): unknown => {
    const found = findAnchor(file.root, name);
    if (found === undefined) throw refError(node, `no "$anchor: ${name}" in ${file.label}`, "refer by JSON Pointer, #/…");
    return found;
  };

  const refError = (node: JsonObject & { readonly $ref: string }, why: string, right: string): DescriptionError =>
    new DescriptionError({ what: `$ref "${node.$ref}" ${why}`, at: index.locate(node, "$ref"), right });

  if (isObject(entry.root)) queue.push({ node: entry.root, kind: "root" });
  // The queue grows while it is read.
  for (const next of queue) {
    if (seen.has(next.node)) continue;
    trees.set(next.node, next);
    walk(next.node, next.kind, visit);
  }
  return { files: [...files.values()], trees: [...trees.values()], targets };
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function findAnchor(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  if (isObject(value) && value["$anchor"] === name) return value;
  for (const child of Object.values(value)) {
    const found = findAnchor(child, name);
    if (found !== undefined) return found;
  }
  return undefined;
}
