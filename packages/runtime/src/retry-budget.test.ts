import { describe, expect, it } from "vitest";
import { connect, json, type Seen } from "../test/support/server.js";
import { type Clock, transportOf } from "./index.js";

/** Pauses take no time, and no deadline is among them. */
const instant: Clock = { now: () => 0, sleep: async () => {} };
const timeless = { clock: instant, deadline: Number.POSITIVE_INFINITY };
const down = () => json(503, { reason: "down" });
const up = () => json(200, { id: "a" });

type Connected = ReturnType<typeof connect>;
async function call({ client }: Connected, times: number) {
  let failed = 0;
  for (let nth = 0; nth < times; nth++) if (!(await client.getMany.result({ id: "a" })).ok) failed++;
  return failed;
}

describe("in a full outage", () => {
  const torn = () =>
    new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError("terminated")) }), {
      headers: { "content-type": "application/json" },
    });

  it.each([
    ["answers of 503", down],
    ["refused connections", () => Promise.reject(new TypeError("fetch failed"))],
    ["bodies that break off", torn],
  ])("of %s a thousand calls send a thousand and ten requests", async (_name, answer) => {
    const one = connect(answer, timeless);
    expect(await call(one, 1000)).toBe(1000);
    expect(one.requests).toHaveLength(1010);
  });

  it("so do a thousand at once", async () => {
    const { client, requests } = connect(down, timeless);
    await Promise.all(Array.from({ length: 1000 }, () => client.getMany.result({ id: "a" })));
    expect(requests).toHaveLength(1010);
  });

  it("so do requests of a low-level client, to which an answer of 503 is no error", async () => {
    const { client, requests } = connect(down, timeless);
    const { baseUrl, fetch } = transportOf(client);
    for (let nth = 0; nth < 100; nth++) expect((await fetch(`${baseUrl}/getMany/a/part`)).status).toBe(503);
    expect(requests).toHaveLength(110);
  });

  it("of the login its tries count too", async () => {
    const one = connect(up, { ...timeless, login: down });
    await call(one, 100);
    expect([one.logins.length, one.requests.length]).toEqual([110, 0]);
  });
});

describe("among successes", () => {
  /** Fails the requests whose number, from 1 on, `fails` says. */
  const flaky = (fails: (nth: number) => boolean) => {
    let nth = 0;
    return (_seen: Seen) => (fails(++nth) ? down() : up());
  };

  it("a failure is tried again as often as `attempts` says", async () => {
    const one = connect(
      flaky((nth) => [501, 502, 1001].includes(nth)),
      timeless,
    );
    expect(await call(one, 1000)).toBe(0);
    expect(one.requests).toHaveLength(1003);
  });

  it("a server that fails every other request fails no call: retries that succeed are not lost", async () => {
    const one = connect(
      flaky((nth) => nth % 2 === 1),
      timeless,
    );
    expect(await call(one, 1000)).toBe(0);
    expect(one.requests).toHaveLength(2000);
  });

  it("ten of them bring back one retry after an outage", async () => {
    let answer = down;
    const one = connect(() => answer(), timeless);
    await call(one, 20);
    const sentFor = async (times: number) => {
      const before = one.requests.length;
      await call(one, times);
      return one.requests.length - before;
    };
    expect(await sentFor(1)).toBe(1);
    answer = up;
    await call(one, 9);
    answer = down;
    expect(await sentFor(1)).toBe(1);
    answer = up;
    await call(one, 1);
    answer = down;
    expect([await sentFor(1), await sentFor(1)]).toEqual([2, 1]);
    answer = up;
    await call(one, 1000);
    answer = down;
    expect(await sentFor(1000), "never more than the budget").toBe(1010);
  });
});

describe("the option", () => {
  it.each([
    [0, 0],
    [3, 3],
    [Number.POSITIVE_INFINITY, 200],
  ])("%s allows %i retries in an outage", async (retryBudget, retries) => {
    const one = connect(down, { ...timeless, retryBudget });
    await call(one, 100);
    expect(one.requests).toHaveLength(100 + retries);
  });

  it.each([-1, Number.NaN])("cannot be %s", (retryBudget) => {
    expect(() => connect(down, { retryBudget })).toThrow(expect.objectContaining({ code: "configuration", option: "retryBudget" }));
  });
});
