import { expect, test } from "vitest";
import type { WireRequest } from "../wire.js";
import { inProcessTarget } from "./in-process-target.js";

const { signal } = new AbortController();

function counting(): ReturnType<typeof inProcessTarget> {
  return inProcessTarget({
    handler: () => {
      let count = 0;
      return {
        baseUrl: "http://in-process/api",
        fetch: async (request) => {
          count += 1;
          return new Response(`${count} ${request.method} ${new URL(request.url).pathname} ${await request.text()}`);
        },
      };
    },
  });
}

async function send(request: Partial<WireRequest>): Promise<unknown> {
  const world = await counting().open("a");
  return world.transports["default"]!({ method: "GET", target: "/x", headers: [], ...request }, signal);
}

test("every world is a state of its own, and the same name is the same world until it closes", async () => {
  const target = counting();
  const ask = async (name: string): Promise<unknown> => {
    const world = await target.open(name);
    const answer = await world.transports["default"]!({ method: "GET", target: "/x", headers: [] }, signal);
    return "body" in answer ? answer.body : answer;
  };
  expect(await ask("a")).toEqual({ text: "1 GET /api/x " });
  expect(await ask("a")).toEqual({ text: "2 GET /api/x " });
  expect(await ask("b")).toEqual({ text: "1 GET /api/x " });
  await (await target.open("a")).close();
  expect(await ask("a")).toEqual({ text: "1 GET /api/x " });
});

test("a request is carried as it is", async () => {
  expect(await send({ method: "POST", target: "/a%2Fb?q=%27", headers: [["content-type", "text/x"]], body: { text: "é" } })).toMatchObject({
    status: 200,
    body: { text: "1 POST /api/a%2Fb é" },
  });
});

test.each<[string, Partial<WireRequest>]>([
  ["a GET with a body", { body: { text: "x" } }],
  ["dot segments", { target: "/a/../b" }],
  ["encoded dot segments", { target: "/a/%2e%2e/b" }],
  [
    "a header twice",
    {
      headers: [
        ["x", "1"],
        ["X", "2"],
      ],
    },
  ],
  ["a line break in a header", { headers: [["x", "1\r\ny: 2"]] }],
  ["TRACE", { method: "TRACE" }],
  ["a method in lower case that is made upper", { method: "post" }],
  ["a wrong length", { method: "POST", headers: [["content-length", "9"]], body: { text: "x" } }],
])("%s is not expressible, and says so", async (_, request) => {
  expect(await send(request)).toEqual({ notExpressible: expect.any(String) });
});

test("waiting moves the handler's clock", async () => {
  const slept: number[] = [];
  const target = inProcessTarget({
    handler: () => ({ baseUrl: "http://x", fetch: () => new Response(), sleep: (ms) => void slept.push(ms) }),
  });
  await (await target.open("a")).sleep(250, signal);
  expect(slept).toEqual([250]);
});

test("an abort ends a call that waits", async () => {
  const abort = new AbortController();
  const target = inProcessTarget({ handler: () => ({ baseUrl: "http://x", fetch: () => new Promise<Response>(() => {}) }) });
  const pending = (await target.open("a")).transports["default"]!({ method: "GET", target: "/", headers: [] }, abort.signal);
  abort.abort(new Error("enough"));
  await expect(pending).rejects.toThrow("enough");
});
