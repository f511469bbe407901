import type { Source } from "@redocly/openapi-core";
import * as yamlAst from "yaml-ast-parser";

/** A place in a text, from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where the node at these pointer segments stands: at the key that names it, or at the item of a list; the root at 1:1.
 * Follows aliases and merge keys. Each level costs one map lookup, however wide it is, so that locating every node of a large file
 * stays linear.
 */
export function positionOf(source: Source, segments: readonly string[]): Position {
  let node: yamlAst.YAMLNode | undefined = source.getAst(yamlAst.safeLoad);
  let offset = 0;
  for (const segment of segments) {
    const child: Child | undefined = node && childOf(node, segment);
    if (!child) break;
    offset = child.offset;
    node = child.value;
  }
  return toPosition(source, offset);
}

interface Child {
  readonly offset: number;
  readonly value: yamlAst.YAMLNode | undefined;
}

function childOf(parent: yamlAst.YAMLNode, segment: string): Child | undefined {
  const node = behindAlias(parent);
  if (node.kind === yamlAst.Kind.SEQ) {
    const item = (node as yamlAst.YAMLSequence).items[Number(segment)];
    return item && { offset: item.startPosition, value: item };
  }
  if (node.kind !== yamlAst.Kind.MAP) return undefined;
  const keys = keysOf(node as yamlAst.YamlMap);
  const mapping = keys.get(segment);
  if (mapping) return { offset: mapping.key.startPosition, value: mapping.value };
  const merged = keys.get("<<")?.value;
  return merged && childOfMerged(merged, segment);
}

function childOfMerged(merged: yamlAst.YAMLNode, segment: string): Child | undefined {
  const target = behindAlias(merged);
  if (target.kind !== yamlAst.Kind.SEQ) return childOf(target, segment);
  for (const item of (target as yamlAst.YAMLSequence).items) {
    const child = childOf(item, segment);
    if (child) return child;
  }
  return undefined;
}

function behindAlias(node: yamlAst.YAMLNode): yamlAst.YAMLNode {
  let current = node;
  while (current.kind === yamlAst.Kind.ANCHOR_REF) current = (current as yamlAst.YAMLAnchorReference).value;
  return current;
}

const keyMaps = new WeakMap<yamlAst.YamlMap, Map<string, yamlAst.YAMLMapping>>();

function keysOf(map: yamlAst.YamlMap): Map<string, yamlAst.YAMLMapping> {
  let keys = keyMaps.get(map);
  if (!keys) {
    keys = new Map(map.mappings.map((mapping: yamlAst.YAMLMapping) => [mapping.key.value, mapping]));
    keyMaps.set(map, keys);
  }
  return keys;
}

const lineStarts = new WeakMap<Source, number[]>();

function toPosition(source: Source, offset: number): Position {
  let starts = lineStarts.get(source);
  if (!starts) {
    starts = [0];
    for (let at = source.body.indexOf("\n"); at !== -1; at = source.body.indexOf("\n", at + 1)) starts.push(at + 1);
    lineStarts.set(source, starts);
  }
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - starts[low]! + 1 };
}
