import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CHECKS } from "../src/index.js";
import { FOLDER, runAgainst } from "./reference-api/library.js";
import type { Fault } from "./reference-api/server.js";

interface Broken {
  readonly fault: Fault;
  readonly check: string;
  /** Of the finding. */
  readonly operation: string;
  /** Cases that are enough to see it. */
  readonly only: string;
  readonly says: RegExp;
  /** In the line that the finding points to. */
  readonly at: string;
  readonly exit?: 0;
}

/** Every check with servers that it finds fault with, and what it says of them. */
const BROKEN: readonly Broken[] = [
  {
    fault: "fails-on-list",
    check: "no-server-error",
    operation: "listItems",
    only: "listItems/example",
    says: /failed with status 500/,
    at: "responses:",
  },
  {
    fault: "checks-no-token",
    check: "auth-enforced",
    operation: "listItems",
    only: "listItems/credential",
    says: /accepted a call without a credential with 200/,
    at: "security:",
  },
  {
    fault: "accepts-expired-token",
    check: "auth-enforced",
    operation: "deleteItem",
    only: "deleteItem/credential",
    says: /accepted a call with an expired credential/,
    at: "security:",
  },
  {
    fault: "accepts-any-secret",
    check: "auth-enforced",
    operation: "logIn",
    only: "logIn/credential",
    says: /unknown credential with 200/,
    at: "security:",
  },
  {
    fault: "permits-everybody",
    check: "auth-enforced",
    operation: "createItem",
    only: "createItem/permission",
    says: /by an account without the permission with 201/,
    at: "x-access:",
  },
  {
    fault: "shows-everybody",
    check: "auth-enforced",
    operation: "getItem",
    only: "getItem/isolation",
    says: /for an object of somebody else with 200/,
    at: "x-access:",
  },
  {
    fault: "refuses-optional-parameter",
    check: "accepted-as-described",
    operation: "listItems",
    only: "listItems/example",
    says: /answered 400 to a request that is valid/,
    at: "example: 10",
  },
  {
    fault: "refuses-longest",
    check: "accepted-as-described",
    operation: "createItem",
    only: "createItem/boundary/#/title",
    says: /answered 400 to a request that is valid/,
    at: "title:",
  },
  {
    fault: "refuses-null",
    check: "accepted-as-described",
    operation: "createItem",
    only: "createItem/boundary/#/keeper",
    says: /answered 400 to a request that is valid/,
    at: "since:",
  },
  {
    fault: "answers-404-without-token",
    check: "refused-as-described",
    operation: "getItem",
    only: "getItem/credential",
    says: /refused a call without a credential with 404, expected 401 or 403/,
    at: "security:",
  },
  {
    fault: "result-twice",
    check: "refused-as-described",
    operation: "getImportResult",
    only: "getImportResult/sequence",
    says: /a second read of what can be read once with 200, expected 404/,
    at: "readable-once",
  },
  {
    fault: "result-too-early",
    check: "refused-as-described",
    operation: "getImportResult",
    only: "getImportResult/sequence",
    says: /a call that the state does not allow with 200, expected 409/,
    at: "law: state",
  },
  {
    fault: "same-shelfmark",
    check: "refused-as-described",
    operation: "createItem",
    only: "createItem/sequence",
    says: /a value that must be unique with 201, expected 409/,
    at: "unique",
  },
  {
    fault: "finds-anything",
    check: "refused-as-described",
    operation: "getItem",
    only: "getItem/missing",
    says: /a call for an id that nothing has with 200, expected 404/,
    at: "name: id",
  },
  {
    fault: "ignores-required",
    check: "refused-as-described",
    operation: "createItem",
    only: "createItem/boundary/#/title/required",
    says: /breaks "required" at \/body\/title with 201/,
    at: "required: [shelfmark, title, kind]",
  },
  {
    fault: "ignores-type",
    check: "refused-as-described",
    operation: "createItem",
    only: "createItem/boundary/#/title/type",
    says: /breaks "type" at \/body\/title with 201/,
    at: "title:",
  },
  {
    fault: "ignores-length",
    check: "refused-as-described",
    operation: "createItem",
    only: "createItem/boundary/#/title/m",
    says: /breaks "(min|max)Length" at \/body\/title with 201/,
    at: "title:",
  },
  {
    fault: "ignores-bounds",
    check: "refused-as-described",
    operation: "createItem",
    only: "createItem/boundary/#/copies/m",
    says: /breaks "(min|max)imum" at \/body\/copies with 201/,
    at: "copies:",
  },
  {
    fault: "ignores-pattern",
    check: "refused-as-described",
    operation: "createItem",
    only: "createItem/boundary/#/shelfmark",
    says: /breaks "pattern" at \/body\/shelfmark with 201/,
    at: "pattern:",
  },
  {
    fault: "ignores-format",
    check: "refused-as-described",
    operation: "createItem",
    only: "createItem/boundary/#/keeper",
    says: /breaks "format" at \/body\/keeper\/email with 201/,
    at: "email:",
  },
  {
    fault: "ignores-enum",
    check: "refused-as-described",
    operation: "createItem",
    only: "createItem/boundary/#/kind",
    says: /breaks "x-extensible-enum" at \/body\/kind with 201/,
    at: "kind:",
  },
  {
    fault: "ignores-items",
    check: "refused-as-described",
    operation: "createItem",
    only: "createItem/boundary/#/tags",
    says: /breaks "(maxItems|uniqueItems)" at \/body\/tags with 201/,
    at: "tags:",
  },
  {
    fault: "ignores-unknown",
    check: "refused-as-described",
    operation: "createItem",
    only: "createItem/boundary/#/additional",
    says: /breaks "additionalProperties" at \/body with 201/,
    at: "additionalProperties: false",
  },
  {
    fault: "ignores-limit",
    check: "refused-as-described",
    operation: "listItems",
    only: "listItems/boundary",
    says: /breaks "(type|minimum|maximum)" at \/query\/limit with 200/,
    at: "integer",
  },
  {
    fault: "deletes-nothing",
    check: "gone-after-delete",
    operation: "getItem",
    only: "deleteItem/sequence",
    says: /still found what was deleted: status 200, expected 404/,
    at: "gone-after-delete",
  },
  {
    fault: "lists-deleted",
    check: "not-disclosed",
    operation: "listItems",
    only: "deleteItem/sequence",
    says: /with the id of what was deleted/,
    at: "gone-after-delete",
  },
  {
    fault: "lists-for-everybody",
    check: "not-disclosed",
    operation: "listItems",
    only: "listItems/isolation",
    says: /with the id of somebody else's object/,
    at: "x-access:",
  },
  {
    fault: "forgets-copies",
    check: "round-trip",
    operation: "getItem",
    only: "createItem/sequence",
    says: /read nothing at \/copies/,
    at: "round-trip",
  },
  {
    fault: "answers-any-method",
    check: "undeclared-method",
    operation: "listItems",
    only: "listItems/method",
    says: /answered 200 to DELETE, which \/items does not declare/,
    at: "/items:",
  },
  {
    fault: "forgets-allow",
    check: "undeclared-method",
    operation: "listItems",
    only: "listItems/method",
    says: /answered 405 to DELETE with no Allow header, expected Allow: GET, POST/,
    at: "/items:",
  },
  {
    fault: "answers-418",
    check: "declared-status",
    operation: "listItems",
    only: "listItems/example",
    says: /answered 418, which is not declared; declared are 200, 400, 401, 403/,
    at: "responses:",
  },
  {
    fault: "answers-text",
    check: "content-type",
    operation: "listItems",
    only: "listItems/example",
    says: /answered 200 as text\/plain, declared is application\/json/,
    at: "content:",
  },
  {
    fault: "renames-field",
    check: "response-body",
    operation: "getItem",
    only: "getItem/example",
    says: /lacks "title"/,
    at: "required: [id, shelfmark, title, kind]",
  },
  {
    fault: "empty-item",
    check: "response-body",
    operation: "getItem",
    only: "getItem/example",
    says: /answered 200 without a body/,
    at: '"200":',
  },
  {
    fault: "extra-property",
    check: "undeclared-property",
    operation: "getItem",
    only: "getItem/example",
    says: /has "condition", which the description does not name/,
    at: "properties:",
    exit: 0,
  },
  {
    fault: "unlisted-kind",
    check: "unlisted-value",
    operation: "getItem",
    only: "getItem/example",
    says: /kind/,
    at: "x-extensible-enum",
    exit: 0,
  },
];

for (const { fault, check, operation, only, says, at, exit = 1 } of BROKEN) {
  test(`${check} finds a server that ${fault.replaceAll("-", " ")}, and nothing else does`, async () => {
    const result = await runAgainst([fault], { only });
    const found = result.findings.find((one) => one.check === check && one.operation === operation && says.test(one.message));
    expect(found, result.findings.map((one) => `${one.check} ${one.operation} ${one.message}`).join("\n")).toBeDefined();
    expect(result.exit).toBe(exit);
    const line = readFileSync(`${FOLDER}${found!.at.file}`, "utf8").split("\n")[found!.at.line - 1]!;
    expect(line).toContain(at);
    expect(line[found!.at.column - 1]).not.toBe(" ");

    const without = await runAgainst([fault], { only, checks: CHECKS.filter(({ id }) => id !== check) });
    expect(without.findings.filter((one) => one.operation === operation && says.test(one.message))).toEqual([]);
  });
}

test("every check has a server that it finds fault with", () => {
  const covered = new Set(BROKEN.map(({ check }) => check));
  expect(CHECKS.map(({ id }) => id).filter((id) => !covered.has(id))).toEqual([]);
});

test("the whole plan finds each fault too, whatever the seed", async () => {
  for (const { fault, check } of BROKEN.filter((_, index) => index % 6 === 0)) {
    const { findings } = await runAgainst([fault], { seed: 99 });
    expect(findings.map((one) => one.check)).toContain(check);
  }
});

test("the same fault has the same fingerprint under another seed, another fault another one", async () => {
  const marks = async (fault: Fault, seed: number): Promise<readonly string[]> =>
    (await runAgainst([fault], { seed, only: "getItem/" })).findings.map((one) => one.fingerprint);
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
