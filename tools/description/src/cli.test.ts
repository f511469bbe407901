import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { folderOf, HEAD, SOURCES } from "../test/fixture.js";

const BIN = fileURLToPath(new URL("../bin/gatehouse-description.js", import.meta.url));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

const GOOD = `${HEAD}paths:
  /a:
    get:
      operationId: getA
      x-source: { level: documented, ref: M }
      responses:
        "200":
          description: a
          content: { application/json: { schema: { type: integer }, example: 1 } }
`;
const folder = (text: string) => folderOf({ "openapi.yaml": text, "sources.yaml": SOURCES });

test("check: nothing found is 0", () => {
  expect(run("check", folder(GOOD))).toEqual({ status: 0, stdout: "1 operations, nothing found\n", stderr: "" });
});

test("check: findings are 1, one per line, with file, line and column", () => {
  const bad = folder(GOOD.replace("ref: M }\n      resp", "ref: MM }\n      x-retri: safe\n      resp"));
  expect(run("check", bad)).toEqual({
    status: 1,
    stdout: 'openapi.yaml:10:7  unknown key "x-retri" – did you mean "x-retry"? [extensions-are-valid]\n',
    stderr: "",
  });
  expect(JSON.parse(run("check", bad, "--json").stdout)).toMatchObject([{ rule: "extensions-are-valid", at: { line: 10, column: 7 } }]);
});

test("check takes a file as well as a folder", () => {
  expect(run("check", join(folder(GOOD), "openapi.yaml")).status).toBe(0);
});

test("check says that a foreign description has no keys of ours", () => {
  const { status, stderr } = run("check", folder(GOOD.replace("x-gatehouse: 1\n", "")));
  expect(status).toBe(0);
  expect(stderr).toContain("does not say x-gatehouse: 1");
});

test("examples: valid ones are counted, wrong ones are findings", () => {
  expect(run("examples", folder(GOOD))).toEqual({ status: 0, stdout: "1 examples, each valid for both validators\n", stderr: "" });
  const { status, stdout } = run("examples", folder(GOOD.replace("example: 1", "example: x")));
  expect(status).toBe(1);
  expect(stdout).toBe(
    'openapi.yaml:13:69  example "default" of getA 200: it is text, must be a whole number (openapi.yaml:13) [examples-are-valid]\n',
  );
});

test("evidence: a table, and the same as JSON", () => {
  expect(run("evidence", folder(GOOD)).stdout).toMatch(
    /^level +claims +share +sources\ndocumented +2 +100 % +vendor-docs 1, vendor-openapi 1\n/,
  );
  expect(JSON.parse(run("evidence", folder(GOOD), "--json").stdout)).toMatchObject({ total: 2, nodes: { own: 2, none: 1 } });
});

const VENDOR = `source: M
release: "5.36"
operations:
  getA: { method: GET, path: /a, responses: { "200": { application/json: { type: integer } } } }
models: {}
`;
const withModel = (vendor: string, differences?: string) =>
  folderOf({
    "openapi.yaml": GOOD,
    "sources.yaml": SOURCES,
    "vendor-model.yaml": vendor,
    ...(differences === undefined ? {} : { "differences.yaml": differences }),
  });
const LONG = VENDOR.replace("type: integer", "type: integer, format: int64");

test("compare: what differs, where, and what either says; 1 until it is explained", () => {
  expect(run("compare", withModel(VENDOR))).toEqual({
    status: 0,
    stdout: "release 5.36: 7 facts, 0 different (0 %), all explained\n",
    stderr: "",
  });
  const { status, stdout } = run("compare", withModel(LONG));
  expect(status).toBe(1);
  expect(stdout).toContain("openapi.yaml:13:42  getA.200 format: the vendor says int64, we say nothing (not explained)\n");
  expect(stdout).toContain("8 facts, 1 different (12.5 %), 1 of 1 differences not explained\n");
});

test("compare: an explanation of nothing is 1, with its place", () => {
  const { status, stderr } = run("compare", withModel(VENDOR, "differences: [{ at: [getA.200 format], because: So. }]\n"));
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: 'differences.yaml:1:22  "getA.200 format" is no difference (any more) – take it out\n',
  });
});

test("compare: as JSON, and as a README shows it", () => {
  expect(JSON.parse(run("compare", withModel(LONG), "--json").stdout)).toMatchObject({ facts: 8, different: 1 });
  expect(run("compare", withModel(LONG), "--markdown").stdout).toContain("| `getA` | differs: not explained |\n");
});

test("check compares too, where there is a vendor's model", () => {
  expect(run("check", withModel(VENDOR))).toMatchObject({ status: 0 });
  expect(run("check", withModel(LONG))).toMatchObject({ status: 1, stdout: expect.stringContaining("[same-as-vendor-model]\n") });
});

test("compare without a vendor's model cannot be told: 2", () => {
  expect(run("compare", folder(GOOD))).toMatchObject({ status: 2, stderr: expect.stringContaining("no such file – vendor-model.yaml") });
});

test.each([
  [
    "a folder that is not there",
    "/nowhere",
    "gatehouse-description: no such file or folder – /nowhere – name a folder with openapi.yaml, or a file\n",
  ],
  ["a folder without a description", folderOf({ a: "" }), "no openapi.yaml in the folder"],
  ["broken YAML", folder("a: [\n"), "not YAML: "],
  [
    "a reference that leads nowhere",
    folder(`${HEAD}paths: { /a: { $ref: "#/b" } }\n`),
    '$ref "#/b" nothing at "b" of openapi.yaml – openapi.yaml:5:16 – ',
  ],
])("%s cannot be told: 2 and one line", (_, entry, message) => {
  const { status, stdout, stderr } = run("check", entry);
  expect({ status, stdout, lines: stderr.split("\n").length }).toEqual({ status: 2, stdout: "", lines: 2 });
  expect(stderr).toContain(message);
});

test.each(["examples", "evidence"])("%s of what cannot be loaded is 2 as well", (command) => {
  expect(run(command, "/nowhere")).toMatchObject({ status: 2, stdout: "" });
});

test("wrong usage is 2 and names what would be right", () => {
  expect(run("chek", ".")).toMatchObject({ status: 2, stderr: expect.stringContaining("Did you mean check?") });
  expect(run("check")).toMatchObject({ status: 2, stderr: expect.stringContaining("missing required argument 'entry'") });
  expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("1  findings") });
});

test("text of a description cannot move the terminal's cursor", () => {
  const { stdout } = run("check", folder(GOOD.replace("operationId: getA", 'operationId: getA\n      "x-\\u001b[2J": 1')));
  expect(stdout).toContain("x-\\x1b[2J");
  expect(stdout).not.toContain("\u001b");
});

test("drift: records become lines of the description, each once, most frequent first", () => {
  const described = folder(GOOD);
  const schema = "openapi.yaml#/paths/~1a/get/responses/200/content/application~1json/schema";
  const record = {
    ...{ api: "x", operation: "getA", status: 200, kind: "wrong-type", breaking: true, pointer: "", expected: "integer", found: "string" },
    ...{ schemaPointer: `${schema}/type`, fingerprint: "x getA 200 wrong-type / string" },
  };
  const gone = { ...record, schemaPointer: `${schema}/enum`, fingerprint: "x getA 200 unknown-value /", kind: "unknown-value" };
  const file = join(described, "drift.jsonl");
  writeFileSync(file, [gone, record, record].map((each) => `${JSON.stringify(each)}\n`).join("\n"));
  expect(run("drift", described, file)).toEqual({
    status: 1,
    stdout: [
      "openapi.yaml:13:52  getA 200: the body – wrong-type, expected integer, found string (2 times)",
      "nowhere in this description  getA 200: the body – unknown-value, expected integer, found string",
      "",
    ].join("\n"),
    stderr: "",
  });
  expect(JSON.parse(run("drift", described, file, "--json").stdout)).toMatchObject([{ count: 2, at: { line: 13 } }, { count: 1 }]);

  writeFileSync(file, "\n");
  expect(run("drift", described, file)).toEqual({ status: 0, stdout: "no drift\n", stderr: "" });
  writeFileSync(file, `${JSON.stringify(record)}\n{"kind":1}\n`);
  const { status, stderr } = run("drift", described, file);
  expect([status, stderr.includes("drift.jsonl:2:1")]).toEqual([2, true]);
  expect(run("drift", described, join(described, "none.jsonl")).status).toBe(2);
});
