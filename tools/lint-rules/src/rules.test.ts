import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createConfig, getLineColLocation, lint, lintFromString, type NormalizedProblem } from "@redocly/openapi-core";
import { expect, test } from "vitest";
import gatehouse, { RULES } from "./index.js";

const FIXTURES = fileURLToPath(new URL("../test/fixtures", import.meta.url));
const rules = Object.keys(RULES);

const configOf = (...ids: string[]) =>
  createConfig({ plugins: [gatehouse()], rules: Object.fromEntries(ids.map((id) => [`gatehouse/${id}`, "error"])) });

/** What lint reports, as `line message`. */
function told(problems: readonly NormalizedProblem[]): string[] {
  return problems.map(({ message, location }) => `${getLineColLocation(location[0]!).start.line} ${message}`);
}

/** What the comments of a fixture expect: `# ✗ the message begins so`, once per report of the line. */
function expected(text: string): string[] {
  return text.split("\n").flatMap((line, index) =>
    line
      .split("✗ ")
      .slice(1)
      .map((message) => `${index + 1} ${message.trim()}`),
  );
}

test("every rule has fixtures, and every fixture a rule", () => {
  expect(readdirSync(FIXTURES).sort()).toEqual([...rules].sort());
});

test.each(rules)("%s is silent where nothing is wrong", async (id) => {
  const problems = await lint({ ref: join(FIXTURES, id, "good.yaml"), config: await configOf(id) });
  expect(told(problems)).toEqual([]);
});

test.each(rules)("%s reports what is wrong, on its line, and nothing else", async (id) => {
  const ref = join(FIXTURES, id, "bad.yaml");
  const reported = told(await lint({ ref, config: await configOf(id) })).sort();
  const wanted = expected(readFileSync(ref, "utf8")).sort();
  expect(reported.map((message, index) => message.slice(0, wanted[index]?.length))).toEqual(wanted);
  expect(wanted.length).toBeGreaterThan(0);
});

test.each(rules)("%s is silent in a description that is not ours", async (id) => {
  const ref = join(FIXTURES, id, "bad.yaml");
  const source = readFileSync(ref, "utf8").replace("x-gatehouse: 1", "x-gatehouse: 2");
  const problems = await lintFromString({ source, absoluteRef: ref, config: await configOf(id) });
  expect(told(problems)).toEqual([]);
});

test("gatehouse/all turns on every rule as an error", () => {
  const { configs, rules: own } = gatehouse();
  expect(Object.keys(own!.oas3!).sort()).toEqual([...rules].sort());
  expect(configs!["all"]!.rules).toEqual(Object.fromEntries(rules.map((id) => [`gatehouse/${id}`, "error"])));
});

test("a description that cannot be loaded is reported once, at the file and line that is broken", async () => {
  const ref = join(dirname(FIXTURES), "broken/openapi.yaml");
  const problems = await lint({ ref, config: await configOf(...rules) });
  const ours = problems.filter(({ ruleId }) => ruleId.startsWith("gatehouse/"));
  expect(ours).toHaveLength(1);
  expect(ours[0]!.message).toContain('nothing at "Nothing" of thing.yaml');
  const { source, start } = getLineColLocation(ours[0]!.location[0]!);
  expect([source.absoluteRef.split("/").at(-1), start.line]).toEqual(["openapi.yaml", 8]);
});

test("a problem in another file is reported there", async () => {
  const ref = join(dirname(FIXTURES), "two-files/openapi.yaml");
  const [problem, ...others] = await lint({ ref, config: await configOf("source-ref-exists") });
  expect(others).toEqual([]);
  const { source, start } = getLineColLocation(problem!.location[0]!);
  expect([source.absoluteRef.split("/").at(-1), start]).toEqual(["thing.yaml", { line: 3, col: 3 }]);
});
