import { expect, test } from "vitest";
import { connect, json } from "../../test/support/server.js";
import { type AnswerPlace, DriftError, type Validation } from "../index.js";

const id = "1";

test("every JSON answer of a declared status is shown to `validate`, the login's too, and nothing else is", async () => {
  const seen: (readonly [AnswerPlace, unknown])[] = [];
  const validate: Validation = (at, data) => void seen.push([at, data]);
  const headers = { "x-request-id": "r-1" };
  const answers = [
    json(200, { id }, headers),
    json(503, { reason: "later" }, headers), // declared, sent again
    new Response("gone", { status: 404, headers: { "content-type": "text/plain" } }), // text
    json(418, {}), // undeclared
    new Response("{", { headers: { "content-type": "application/json" } }), // broken
    new Response(null, { status: 401 }), // declared empty
  ];
  const { client } = connect(() => answers.shift()!, { validate, attempts: 1 });
  while (answers.length) await client.getMany.result({ id });
  expect(seen.map(([{ operation, status, requestId }, data]) => [operation, status, requestId, data])).toEqual([
    ["authenticate", 200, undefined, expect.objectContaining({ authToken: "token-1" })],
    ["getMany", 200, "r-1", { id }],
    ["getMany", 503, "r-1", { reason: "later" }],
    ["authenticate", 200, undefined, expect.objectContaining({ authToken: "token-2" })],
  ]);
});

test("what `validate` throws, the call throws at once, and what it gives back is ignored", async () => {
  const validate: Validation = (at, data) => {
    if ((data as { id?: string }).id === "2") throw new DriftError({ ...at, drift: [] });
    return { id: "3" };
  };
  let answers = 0;
  const { client } = connect(() => json(200, { id: String(++answers) }), { validate });
  expect(await client.getMany({ id })).toEqual({ id: "1" });
  await expect(client.getMany({ id })).rejects.toMatchObject({ code: "drift", operation: "getMany", status: 200, attempts: 1 });
  expect(answers).toBe(2);
});
