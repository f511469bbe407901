import { inspect } from "node:util";
import { createApiName } from "@gatehouse/api-name";
import { expect, test } from "vitest";

const SECRET = "a-key-that-must-not-be-seen";

/** A client whose requests are kept and answered by `answer`. */
function clientOver(answer: () => Response) {
  const sent: { readonly method: string; readonly url: string; readonly key: string | null }[] = [];
  const client = createApiName({
    baseUrl: "https://api-name.example",
    credentials: { apiKey: SECRET },
    attempts: 1,
    async fetch(input, init) {
      const { method, url, headers } = new Request(input, init);
      sent.push({ method, url, key: headers.get("x-api-key") });
      return answer();
    },
  });
  return { client, sent };
}

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });

// The wire, by the vendor's documentation: method, path and body of every operation.
test("getStatus asks as the vendor says", async () => {
  const { client, sent } = clientOver(() => json(200, { state: "UP", time: "2026-11-20T09:00:00.000Z" }));
  expect((await client.getStatus()).state).toBe("UP");
  expect(sent).toEqual([{ method: "GET", url: "https://api-name.example/status", key: SECRET }]);
});

test("no error, client or method shows a credential", async () => {
  const { client } = clientOver(() => json(401, { code: "unknown_key", message: "The key is not known" }));
  const error: unknown = await client.getStatus().catch((caught) => caught);
  expect(error).toMatchObject({ status: 401 });
  for (const value of [error, client, client.getStatus]) expect(inspect(value, { depth: 10, showHidden: true })).not.toContain(SECRET);
});
