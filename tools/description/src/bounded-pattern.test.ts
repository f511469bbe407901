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
  "^[a-z]+$",
  "^\\S(.*\\S)?$",
  "^([0-9]{1,10}|([0-9A-Fa-f]{2}[:-]){1,7}[0-9A-Fa-f]{2})$",
  "^(?:[a-z]{3}(-[0-9]{2}))*$",
  "^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$",
])("the harmless pattern %s is run without a watchdog, which a busy machine could let bite", (pattern) => {
  expect(boundedPattern(pattern)).toBeInstanceOf(RegExp);
});

test.each(["^(a{1,2}){1,40}$", "^(a?){30}$", "^a{0,99}a{0,99}$", "^.*.*$", "^(.+)\\1$"])(
  "the doubtful pattern %s is watched",
  (pattern) => {
    expect(boundedPattern(pattern)).not.toBeInstanceOf(RegExp);
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
