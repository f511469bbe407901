import { createContext, Script } from "node:vm";

/** Milliseconds that one match of a suspicious pattern may take. */
export const PATTERN_TIME_LIMIT = 250;

/** A `pattern` that took longer than `PATTERN_TIME_LIMIT`. */
export class PatternTimeoutError extends Error {
  override readonly name = "PatternTimeoutError";
  readonly code = "pattern_timeout";

  constructor(readonly pattern: string) {
    super(`pattern took longer than ${PATTERN_TIME_LIMIT} ms – ${pattern} – a pattern without nested repetition`);
  }
}

/** As much of a RegExp as a validator uses. */
export interface BoundedPattern {
  test(text: string): boolean;
  /** Tells patterns apart: ajv keeps those with the same text once. */
  toString(): string;
}

/**
 * A `pattern` of an untrusted description, made safe to run. It must compile with the `u` flag, as JSON Schema asks
 * (`patternProblem` tells). A pattern that repeats a group, or repeats more than once, could need
 * time that grows exponentially: it runs in a context that is stopped after `PATTERN_TIME_LIMIT`.
 */
export function boundedPattern(pattern: string): BoundedPattern {
  const expression = new RegExp(pattern, "u");
  return isHarmlessPattern(pattern)
    ? expression
    : { test: (text) => testWithin(expression, pattern, text), toString: () => String(expression) };
}

/** Why a pattern is not run, or undefined. */
export function patternProblem(pattern: string): string | undefined {
  try {
    new RegExp(pattern, "u");
    return undefined;
  } catch (error) {
    return `the pattern does not compile with the u flag, as JSON Schema asks, and is not checked: ${(error as Error).message}`;
  }
}

/**
 * True for a pattern that can run without a bound. At most one repetition without a bound, few ways through those with one, few options, and no
 * repetition of a group that has more than one way through it: time grows at most with the square of the text.
 */
export function isHarmlessPattern(pattern: string): boolean {
  let bare = pattern.replace(/\\[\s\S]/g, "e").replace(/\[[^\]]*\]/g, "c");
  // A group with one way through it is like a character.
  for (let before = ""; before !== bare; ) {
    before = bare;
    bare = bare.replace(/\((\?:)?([^()*+?|{}]|\{\d+\})*\)/g, "g");
  }
  const unbounded = bare.match(/[*+]|\{\d+,\}/g) ?? [];
  const ways = [...bare.matchAll(/\{(\d+),(\d+)\}/g)].reduce((product, [, least, most]) => product * (Number(most) - Number(least) + 1), 1);
  const options = bare.match(/\?/g) ?? [];
  return unbounded.length <= 1 && ways <= MOST_WAYS && options.length <= 4 && !/\)[*+{]/.test(bare) && !/\\[1-9k]/.test(pattern);
}

const MOST_WAYS = 1_000;

const MATCH = new Script("expression.test(text)");
const sandbox: { expression: RegExp | undefined; text: string } = { expression: undefined, text: "" };
let context: ReturnType<typeof createContext> | undefined;

/** The regular-expression engine heeds the timeout of `vm` while it backtracks. */
function testWithin(expression: RegExp, pattern: string, text: string): boolean {
  context ??= createContext(sandbox, { codeGeneration: { strings: false, wasm: false } });
  sandbox.expression = expression;
  sandbox.text = text;
  try {
    return MATCH.runInContext(context, { timeout: PATTERN_TIME_LIMIT }) as boolean;
  } catch (error) {
    if ((error as { code?: string }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw new PatternTimeoutError(pattern);
    throw error;
  }
}
