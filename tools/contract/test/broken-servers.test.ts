import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CHECKS } from "../src/index.js";
import { FOLDER, runAgainst } from "./reference-api/library.js";
import type { Fault } from "./reference-api/server.js";

/** Every check with a server that only it may find fault with, and what it says. */
const BROKEN: readonly { fault: Fault; check: string; operation: string; says: RegExp; at: string; exit?: 0 }[] = [
  { fault: "fails-on-list", check: "no-server-error", operation: "listItems", says: /failed with status 500/, at: "responses:" },
  {
    fault: "checks-no-token",
    check: "auth-enforced",
    operation: "listItems",
    says: /accepted a call without a credential with 200/,
    at: "security:",
  },
  {
    fault: "accepts-expired-token",
    check: "auth-enforced",
    operation: "deleteItem",
    says: /accepted a call with an expired credential/,
    at: "security:",
  },
  { fault: "accepts-any-secret", check: "auth-enforced", operation: "logIn", says: /unknown credential with 200/, at: "security:" },
  {
    fault: "refuses-optional-parameter",
    check: "accepted-as-described",
    operation: "listItems",
    says: /answered 400 to a request that is valid/,
    at: "example: 10",
  },
  {
    fault: "answers-404-without-token",
    check: "refused-as-described",
    operation: "getItem",
    says: /refused a call without a credential with 404, expected 401 or 403/,
    at: "security:",
  },
  {
    fault: "result-twice",
    check: "refused-as-described",
    operation: "getImportResult",
    says: /a second read of what can be read once with 200, expected 404/,
    at: "readable-once",
  },
  {
    fault: "same-shelfmark",
    check: "refused-as-described",
    operation: "createItem",
    says: /a value that must be unique with 201, expected 409/,
    at: "unique",
  },
  {
    fault: "deletes-nothing",
    check: "gone-after-delete",
    operation: "getItem",
    says: /still found what was deleted: status 200, expected 404/,
    at: "gone-after-delete",
  },
  {
    fault: "answers-418",
    check: "declared-status",
    operation: "listItems",
    says: /answered 418, which is not declared; declared are 200, 400, 401, 403/,
    at: "responses:",
  },
  {
    fault: "answers-text",
    check: "content-type",
    operation: "listItems",
    says: /answered 200 as text\/plain, declared is application\/json/,
    at: "content:",
  },
  {
    fault: "renames-field",
    check: "response-body",
    operation: "getItem",
    says: /lacks "title"/,
    at: "required: [id, shelfmark, title, kind]",
  },
  { fault: "empty-item", check: "response-body", operation: "getItem", says: /answered 200 without a body/, at: '"200":' },
  {
    fault: "extra-property",
    check: "undeclared-property",
    operation: "getItem",
    says: /has "condition", which the description does not name/,
    at: "properties:",
    exit: 0,
  },
  { fault: "unlisted-kind", check: "unlisted-value", operation: "getItem", says: /kind/, at: "x-extensible-enum", exit: 0 },
];

for (const { fault, check, operation, says, at, exit = 1 } of BROKEN) {
  test(`${check} finds a server that ${fault.replaceAll("-", " ")}`, async () => {
    const result = await runAgainst([fault]);
    const found = result.findings.find((one) => one.check === check && one.operation === operation && says.test(one.message));
    expect(found, result.findings.map((one) => `${one.check} ${one.operation} ${one.message}`).join("\n")).toBeDefined();
    expect(result.exit).toBe(exit);
    const line = readFileSync(`${FOLDER}${found!.at.file}`, "utf8").split("\n")[found!.at.line - 1]!;
    expect(line).toContain(at);
    expect(line[found!.at.column - 1]).not.toBe(" ");
  });
}

test("every check has a server that it alone finds fault with: without it the run is not the same", async () => {
  const covered = new Set(BROKEN.map(({ check }) => check));
  expect(CHECKS.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
  for (const { fault, check, operation, says } of BROKEN) {
    const { findings } = await runAgainst([fault], { checks: CHECKS.filter(({ id }) => id !== check), only: `${operation}/` });
    expect(findings.filter((one) => one.operation === operation && says.test(one.message))).toEqual([]);
  }
});

test("the same fault has the same fingerprint under another seed, another fault another one", async () => {
  const marks = async (fault: Fault, seed: number): Promise<readonly string[]> =>
    (await runAgainst([fault], { seed })).findings.map((one) => one.fingerprint);
  const renamed = await marks("renames-field", 1);
  expect(await marks("renames-field", 2)).toEqual(renamed);
  expect((await marks("deletes-nothing", 1)).filter((mark) => renamed.includes(mark))).toEqual([]);
});

test("a fault that does not come again is not reported as a finding, nor passed over", async () => {
  let first = true;
  const { exit, findings, untold, events } = await runAgainst([], {
    checks: CHECKS.map((check) => ({
      ...check,
      run: (input) => {
        if (check.id !== "declared-status" || input.case.id !== "listItems/example/default" || !first) return check.run(input);
        first = false;
        return { kind: "finding", findings: [{ operation: "listItems", message: "once", at: input.case.because }] };
      },
    })),
  });
  expect({ exit, findings, untold }).toEqual({ exit: 2, findings: [], untold: { "not-confirmed": 1 } });
  expect(events.some((event) => event.type === "finding" && !event.confirmed)).toBe(true);
});
