import { expect, test } from "vitest";
import { boundedPattern, PATTERN_TIME_LIMIT, patternProblem } from "./bounded-pattern.js";

test.each(["^(a+)+$", "^(a|a)*$", "a?".repeat(40) + "a".repeat(40), "^(.*a){25}b$", "^([a-z]+)*@$"])(
  "the catastrophic pattern %s is stopped",
  (pattern) => {
    // Time on the processor, not on the wall: on a busy machine the watchdog itself may have to wait.
    const before = process.cpuUsage();
    expect(() => boundedPattern(pattern).test(`${"a".repeat(39)}!`)).toThrow(`longer than ${PATTERN_TIME_LIMIT} ms – ${pattern}`);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(PATTERN_TIME_LIMIT * 20);
  },
);

test.each([
  ["^[a-z]+$", "abc", true],
  ["^[a-z]+$", "ABC", false],
  ["^(\\d{4})-(\\d\\d)$", "2026-11", true],
  ["^(\\d{4})-(\\d\\d)$", "2026-1", false],
  ["^\\p{L}+$", "é", true],
  ["^.$", "😀", true],
])("%s on %s says %s", (pattern, text, expected) => {
  expect(boundedPattern(pattern).test(text)).toBe(expected);
});

test("patterns that differ can be told apart by their text, as ajv does", () => {
  expect(String(boundedPattern("^(a)+$"))).not.toBe(String(boundedPattern("^(b)+$")));
});

test("a pattern that does not compile with the u flag has a problem", () => {
  expect(patternProblem("^\\-$")).toContain("does not compile with the u flag");
  expect(patternProblem("^-$")).toBeUndefined();
});
