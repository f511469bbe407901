import { createHash } from "node:crypto";
import { createContext, Script } from "node:vm";

/** Numbers from 0 to below a bound, the same for the same key. */
export type Random = (below: number) => number;

/** A stream of numbers that a key determines. */
export function randomOf(key: string): Random {
  let block = createHash("sha256").update(key).digest();
  let at = 0;
  return (below) => {
    if (at + 4 > block.length) {
      block = createHash("sha256").update(block).digest();
      at = 0;
    }
    const value = block.readUInt32BE(at);
    at += 4;
    return value % below;
  };
}

/** A number for a library that takes a seed, the same for the same key. */
export function seedOf(key: string): number {
  return createHash("sha256").update(key).digest().readInt32BE(0);
}

/** Number of characters as JSON Schema counts them. */
export function lengthOf(text: string): number {
  return [...text].length;
}

const MATCH = new Script("new RegExp(pattern, 'u').test(text)");
const sandbox = createContext({ pattern: "", text: "" });

/** True where a text fits a pattern. A pattern comes from whoever wrote the description: one that takes long does not fit anything. */
export function fitsPattern(pattern: string, text: string): boolean {
  try {
    if (isQuick(pattern, text)) return new RegExp(pattern, "u").test(text);
    Object.assign(sandbox, { pattern, text });
    return MATCH.runInContext(sandbox, { timeout: 250 }) as boolean;
  } catch {
    return false;
  }
}

/**
 * Without a repeated group and without a back-reference, time grows with a power of the length, which is nothing for a short text. Stopping
 * a script that takes too long costs a thread, a thousand times what the match does.
 */
function isQuick(pattern: string, text: string): boolean {
  const bare = pattern
    .replace(/\\[\s\S]/g, "e")
    .replace(/\[[^\]]*\]/g, "c")
    // A group with one way through it is like a character.
    .replace(/\((\?:)?([^()*+?|{}]|\{\d+\})*\)/g, "g");
  const unbounded = bare.match(/[*+]|\{\d+,\}/g) ?? [];
  return text.length <= 200 && unbounded.length <= 3 && !/\)[*+{]/.test(bare) && !/\\[1-9k]/.test(pattern);
}
