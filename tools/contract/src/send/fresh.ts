import type { FreshBounds } from "../case.js";
import { fitsPattern, lengthOf, type Random, randomOf } from "../generate/text.js";

/**
 * A value unlike any other, in the shape of `base`: letters are added to its first word, or letters and digits are exchanged for others
 * where that would break its bounds. The same `key` gives the same value.
 */
export function freshValue(base: string | number, key: string, within: FreshBounds = {}): string | number {
  const random = randomOf(key);
  return typeof base === "number" ? freshNumber(base, random, within) : freshText(base, random, within);
}

/** A text of the same shape that has nothing of `base` in it: what stands in for a secret must not contain it. */
export function otherText(base: string, key: string): string {
  const random = randomOf(key);
  const other = UUID.test(base) ? freshText(base, random, {}) : exchanged(base, random);
  return other === base || base === "" ? `${other}x` : other;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Bytes in hexadecimal, such as the number of a card; with a letter, since two digits and a dash may be anything. */
const HEX_PAIRS = /^(?=.*[a-f])[0-9a-f]{2}([:-][0-9a-f]{2})+$/i;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

function freshText(base: string, random: Random, { maxLength, pattern }: FreshBounds): string {
  if (UUID.test(base)) {
    // The version and the variant stay what they are.
    return base.replace(/[0-9a-f]/gi, (digit, at: number) => (at === 14 || at === 19 ? digit : random(16).toString(16)));
  }
  if (HEX_PAIRS.test(base)) return base.replace(/[0-9a-f]/gi, () => random(16).toString(16));
  const kept = (text: string): boolean =>
    (maxLength === undefined || lengthOf(text) <= maxLength) && (pattern === undefined || fitsPattern(pattern, text));
  const longer = [8, 6, 4].map((more) => lengthened(base, random, more, pattern));
  const candidates = [...longer, ...longer.map(() => exchanged(base, random)), exchanged(base, random)];
  return candidates.find((text) => text !== base && kept(text)) ?? candidates.at(-1)!;
}

/**
 * `acme.example` → `acmekqzvbntr.example`, `QA-7` → `QAKQZVBNTR-7`. A text of digits is a number: it is only exchanged, unless a pattern
 * will say whether letters may be in it.
 */
function lengthened(base: string, random: Random, more: number, pattern: string | undefined): string {
  if (!/[a-z]/i.test(base)) return pattern === undefined && /\d/.test(base) ? exchanged(base, random) : base + word(random, more);
  return base.replace(/[a-z][a-z0-9]*/i, (found) => {
    const added = word(random, more);
    return found + (found === found.toUpperCase() ? added.toUpperCase() : added);
  });
}

function exchanged(base: string, random: Random): string {
  let first = true;
  return base.replace(/[a-zA-Z0-9]/g, (character) => {
    const leading = first;
    first = false;
    // A number keeps its number of digits.
    if (/[0-9]/.test(character)) return String(leading && character !== "0" ? 1 + random(9) : random(10));
    const letter = LETTERS[random(26)]!;
    return character === character.toUpperCase() ? letter.toUpperCase() : letter;
  });
}

function word(random: Random, length: number): string {
  return Array.from({ length }, () => LETTERS[random(26)]).join("");
}

function freshNumber(base: number, random: Random, { minimum, maximum }: FreshBounds): number {
  const digits = String(Math.max(1, Math.abs(Math.trunc(base)))).length;
  const low = Math.ceil(minimum ?? 10 ** (digits - 1));
  const high = Math.floor(maximum ?? Math.max(low + 1, 10 ** Math.max(digits, 6) - 1));
  return low + Math.min(high - low, Math.floor(((random(2 ** 26) * 64 + random(64)) / 2 ** 32) * (high - low + 1)));
}
