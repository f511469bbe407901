import { describe, expect, test } from "vitest";
import { connect, json } from "../../test/support/server.js";
import { isApiError, isDriftError } from "../index.js";
import { answer, type Drift, report, strict } from "./index.js";

const schema = answer({
  $id: "things.yaml#/Thing",
  type: "object",
  properties: { id: { type: "string", open: ["1"] }, list: { type: "array", items: { properties: { a: {} } } } },
});
const validation = { getMany: { 200: schema, 400: answer({ type: "object", required: ["reason"] }) } };
const id = "1";
const changed = { id: "2", new: "s3cret-value", list: [{ b: 1 }, { b: 2 }, { b: "3" }] };

describe("report", () => {
  test("gives what came, and one record per difference", async () => {
    const drift: Drift[] = [];
    const { client } = connect(() => json(200, changed, { "x-request-id": "r-1" }), {
      validate: report(validation, (one) => drift.push(one)),
    });
    expect(await client.getMany({ id })).toEqual(changed);
    const where = { api: "fixture", operation: "getMany", status: 200, requestId: "r-1", breaking: false };
    expect(drift).toEqual([
      {
        ...where,
        kind: "unknown-value",
        pointer: "/id",
        schemaPointer: "things.yaml#/Thing/properties/id/x-extensible-enum",
        expected: '"1"',
        found: '"2"',
        fingerprint: 'fixture getMany 200 unknown-value /id "2"',
      },
      {
        ...where,
        kind: "unknown-property",
        pointer: "/new",
        schemaPointer: "things.yaml#/Thing/properties",
        expected: "no such property",
        found: "string",
        fingerprint: "fixture getMany 200 unknown-property /new",
      },
      {
        ...where,
        kind: "unknown-property",
        pointer: "/list/0/b",
        schemaPointer: "things.yaml#/Thing/properties/list/items/properties",
        expected: "no such property",
        found: "integer",
        fingerprint: "fixture getMany 200 unknown-property /list/*/b",
      },
    ]);
    expect(JSON.parse(JSON.stringify(drift))).toEqual(drift);
    expect(JSON.stringify(drift)).not.toContain("s3cret");
  });

  test("looks at declared errors too, and leaves them what they are", async () => {
    const drift: Drift[] = [];
    const { client } = connect(() => json(400, {}), { validate: report(validation, (one) => drift.push(one)) });
    const result = await client.getMany.result({ id });
    expect(!result.ok && isApiError(result.error, client.getMany, 400)).toBe(true);
    expect(drift.map(({ status, kind, pointer }) => [status, kind, pointer])).toEqual([[400, "missing-property", "/reason"]]);
  });

  test.each([
    ["throws", () => Promise.reject(new Error("at once"))],
    ["rejects", async () => Promise.reject(new Error("later"))],
  ])("is never heard of when whoever listens %s", async (_name, fail) => {
    let heard = 0;
    const listen = () => {
      heard++;
      if (heard % 2) throw new Error("at once");
      return fail();
    };
    const { client } = connect(() => json(200, changed), { validate: report(validation, listen) });
    expect(await client.getMany({ id })).toEqual(changed);
    expect(heard).toBe(3);
  });

  test("says nothing of operations and statuses that it was given no schema for", async () => {
    const drift: Drift[] = [];
    const { client } = connect(() => json(200, changed), { validate: report({ toString: {} }, (one) => drift.push(one)) });
    await client.getMany({ id });
    expect(drift).toEqual([]);
  });

  test("gives the same fingerprint for the same difference in another answer, and another one for another", async () => {
    const prints: string[] = [];
    const answers = [changed, { list: [{}, { b: 0 }] }, { id: "3" }, { id: 3 }];
    const { client } = connect(() => json(200, answers.shift()), {
      validate: report(validation, ({ fingerprint }) => prints.push(fingerprint)),
    });
    for (let calls = 0; calls < 4; calls++) await client.getMany({ id });
    expect(prints).toHaveLength(6);
    expect(new Set(prints).size).toBe(5);
  });
});

describe("strict", () => {
  test("makes a call throw for what the description does not say, new things too, and says what", async () => {
    const { client } = connect(() => json(200, changed, { "x-request-id": "r-1" }), { validate: strict(validation) });
    const error = await client.getMany({ id }).catch((thrown: unknown) => thrown);
    expect(isDriftError(error) && error.drift.length).toBe(3);
    expect(error).toMatchObject({ code: "drift", operation: "getMany", status: 200, requestId: "r-1", attempts: 1 });
    expect((error as Error).message).toBe(
      [
        "getMany: 200 is not what the description says",
        '  /id: unknown-value, expected "1", found "2"',
        "  /new: unknown-property, expected no such property, found string",
        "  /list/0/b: unknown-property, expected no such property, found integer",
      ].join("\n"),
    );
  });

  test("throws for what it is told to only", async () => {
    const validate = strict(validation, ({ breaking }) => breaking);
    const answers = [changed, { id: 2 }];
    const { client } = connect(() => json(200, answers.shift()), { validate });
    expect(await client.getMany({ id })).toEqual(changed);
    await expect(client.getMany({ id })).rejects.toMatchObject({ code: "drift", drift: [{ kind: "wrong-type" }] });
  });

  test("throws in place of a declared error that is not as declared", async () => {
    const { client } = connect(() => json(400, {}), { validate: strict(validation) });
    await expect(client.getMany({ id })).rejects.toMatchObject({ code: "drift", status: 400 });
  });
});
