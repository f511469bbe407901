import { describe, expect, it } from "vitest";
import { fixtureApi } from "../test/support/fixture-api.js";
import { type Answer, connect, json, never, type Seen } from "../test/support/server.js";
import { settle } from "../test/support/virtual-clock.js";
import { isJobError } from "./index.js";

/** A server whose job goes through `states`, one per poll, the last for ever. */
function jobServer(states: readonly string[], result: (seen: Seen) => Answer = () => json(200, { id: "thing-1" })) {
  let polls = 0;
  return (seen: Seen): Answer => {
    if (seen.target === "/builds") return json(200, { id: "job-1", state: "NEW" });
    if (seen.target === "/getBuild/job-1/part")
      return json(200, { id: "job-1", state: states[Math.min(polls++, states.length - 1)], message: "the disk is full" });
    if (seen.target === "/getBuilt/job-1/part") return result(seen);
    return json(404, {});
  };
}

describe("a job", () => {
  it("is waited for with pauses that grow from 0.5 to 10 seconds, then gives its result", async () => {
    const { client, clock, requests } = connect(jobServer([..."abcdefgh".split(""), "DONE"]));
    const from = clock.now();
    const job = await client.buildThing({ body: { name: "a" } });
    expect(job.id).toBe("job-1");
    const asked: number[] = [];
    const states: string[] = [];
    const waiting = job.wait({
      onProgress: ({ state }) => {
        states.push(state);
        asked.push(clock.now() - from);
      },
    });
    await clock.advance(60_000);
    expect(await waiting).toEqual({ id: "thing-1" });
    expect(asked).toEqual([0, 500, 1500, 3500, 7500, 15500, 25500, 35500, 45500]);
    expect(states).toEqual([..."abcdefgh".split(""), "DONE"]);
    expect(requests.filter(({ target }) => target.startsWith("/getBuilt"))).toHaveLength(1);
    expect(clock.pending).toEqual([]);
  });

  it.each([
    ["seconds", () => "3", [0, 3000]],
    ["a date, by the server's clock", (now: number) => new Date(now + 3_607_000).toUTCString(), [0, 7000]],
    ["nothing that can be", () => "soon", [0, 500]],
    ["no pause at all", () => "0", [0, 500]],
    ["a date that is over", (now: number) => new Date(now - 1000).toUTCString(), [0, 500]],
    ["more than a minute", () => "86400", [0, 60_000]],
  ])("is asked again when the server says so, with %s", async (_name, value, expected) => {
    let polls = 0;
    const { client, clock } = connect((seen) => {
      if (!seen.target.startsWith("/getBuild/")) return json(200, { id: "job-1" });
      const headers = { "retry-after": value(clock.now()), date: new Date(clock.now() + 3_600_000).toUTCString() };
      return json(200, { state: polls++ ? "DONE" : "RUNNING" }, headers);
    });
    const from = clock.now();
    const asked: number[] = [];
    const job = await client.buildThing({ body: { name: "a" } });
    const waiting = job.wait({ onProgress: () => void asked.push(clock.now() - from) });
    await clock.advance(120_000);
    await waiting;
    expect(asked).toEqual(expected);
  });

  it("goes back to its own pauses where the server asks for none any more", async () => {
    let polls = 0;
    const { client, clock } = connect((seen) => {
      if (!seen.target.startsWith("/getBuild/")) return json(200, { id: "job-1" });
      return json(200, { state: ++polls > 3 ? "DONE" : "RUNNING" }, polls === 2 ? { "retry-after": "5" } : {});
    });
    const from = clock.now();
    const asked: number[] = [];
    const job = await client.buildThing({ body: { name: "a" } });
    const waiting = job.wait({ onProgress: () => void asked.push(clock.now() - from) });
    await clock.advance(120_000);
    await waiting;
    expect(asked).toEqual([0, 500, 5500, 7500]);
  });

  it.each([{}, { id: null }, { id: "" }, { id: { a: 1 } }, []])(
    "whose id is not in the answer %j is an error, not a job",
    async (answer) => {
      const { client, requests } = connect(() => json(200, answer));
      await expect(client.buildThing({ body: { name: "a" } })).rejects.toMatchObject({
        code: "decode",
        status: 200,
        operation: "buildThing",
      });
      expect(requests).toHaveLength(1);
    },
  );

  it("whose state is not in the answer is an error, not waited for for ever", async () => {
    const { client } = connect((seen) => json(200, seen.target === "/builds" ? { id: "job-1" } : { status: "DONE" }));
    const job = await client.buildThing({ body: { name: "a" } });
    await expect(job.wait()).rejects.toMatchObject({ code: "decode", message: "buildThing: 200 has no state at /state" });
  });

  it("can be asked once", async () => {
    const { client } = connect(jobServer(["RUNNING"]));
    const job = await client.buildThing({ body: { name: "a" } });
    expect(await job.poll()).toEqual({ id: "job-1", state: "RUNNING", message: "the disk is full" });
  });

  it("is taken up again in another process, from text that holds no secret", async () => {
    const first = connect(jobServer(["RUNNING"]));
    const text = (await first.client.buildThing({ body: { name: "a" } })).serialize();
    expect(JSON.parse(text)).toEqual({ api: "fixture", operation: "buildThing", id: "job-1" });
    const second = connect(jobServer(["DONE"]));
    expect(await second.client.buildThing.resume(text).wait()).toEqual({ id: "thing-1" });
    expect(second.requests.map(({ target }) => target)).not.toContain("/builds");
  });

  it.each([
    "",
    "{}",
    "null",
    "[]",
    '{"api":"fixture","operation":"buildThing"}',
    '{"api":"fixture","operation":"getOne","id":"1"}',
    '{"api":"other","operation":"buildThing","id":"1"}',
    '{"api":"fixture","operation":"buildThing","id":7}',
  ])("is not taken up from %j", (text) => {
    const { client } = connect(jobServer([]));
    expect(() => client.buildThing.resume(text)).toThrow(TypeError);
  });

  it.each(["FAILED", "CANCELLED"])("that ends as %s is a JobError with what the server says", async (state) => {
    const { client, clock } = connect(jobServer(["RUNNING", state]));
    const job = await client.buildThing({ body: { name: "a" } });
    const error = job.wait().catch((thrown: unknown) => thrown);
    await clock.advance(1_000);
    expect(isJobError(await error)).toBe(true);
    expect(await error).toMatchObject({ code: "job_failed", id: "job-1", state, reason: "the disk is full", operation: "buildThing" });
    expect(((await error) as Error).message).toBe(`buildThing: the job ended as ${state}`);
  });

  it.each([404, 409])("whose result was read before (%i) is a JobError that says so", async (status) => {
    const { client } = connect(jobServer(["DONE"], () => json(status, {}, { "x-request-id": "r1" })));
    const job = await client.buildThing({ body: { name: "a" } });
    await expect(job.wait()).rejects.toMatchObject({
      code: "job_result_gone",
      id: "job-1",
      state: "DONE",
      requestId: "r1",
      cause: { code: "api_error", status },
    });
  });

  it("whose result can be read often has the error of its result's operation", async () => {
    const { buildThing } = fixtureApi.operations;
    const job = { ...buildThing!.job!, result: { ...buildThing!.job!.result, once: false } };
    const api = { ...fixtureApi, operations: { ...fixtureApi.operations, buildThing: { ...buildThing!, job } } };
    const { client } = connect(
      jobServer(["DONE"], () => json(404, {})),
      { api },
    );
    const started = await client.buildThing({ body: { name: "a" } });
    await expect(started.wait()).rejects.toMatchObject({ code: "api_error", status: 404, operation: "getBuilt" });
  });

  it("is not waited for any longer once the signal is aborted, while its result is fetched too", async () => {
    const { client, clock } = connect(jobServer(["DONE"], never));
    const job = await client.buildThing({ body: { name: "a" } });
    const control = new AbortController();
    const waiting = job.wait({ signal: control.signal }).catch((error: unknown) => error);
    await settle();
    control.abort();
    expect(await waiting).toMatchObject({ code: "aborted", operation: "buildThing" });
    expect(clock.pending).toEqual([]);
  });

  it("that the server does not know is that operation's declared error", async () => {
    const { client } = connect(() => json(404, {}));
    const job = client.buildThing.resume('{"api":"fixture","operation":"buildThing","id":"gone"}');
    await expect(job.wait()).rejects.toMatchObject({ code: "api_error", status: 404, operation: "getBuild" });
  });

  it("never reads its result twice, as it may be readable once only", async () => {
    const { client, requests, clock } = connect(jobServer(["DONE"], () => json(503, {})));
    const job = await client.buildThing({ body: { name: "a" } });
    const error = job.wait().catch((thrown: unknown) => thrown);
    await clock.advance(60_000);
    expect(await error).toMatchObject({ code: "undeclared_status", status: 503, attempts: 1 });
    expect(requests.filter(({ target }) => target.startsWith("/getBuilt"))).toHaveLength(1);
  });

  it("is waited for until the deadline, if one is given, with one for all of it", async () => {
    const { client, clock } = connect(jobServer(["RUNNING"]));
    const job = await client.buildThing({ body: { name: "a" } });
    const from = clock.now();
    let late = 0;
    const waiting = job.wait({ deadline: 12_345 }).catch((error: unknown) => {
      late = clock.now() - from;
      return error;
    });
    await clock.advance(20_000);
    expect(await waiting).toMatchObject({ code: "deadline", operation: "buildThing", deadline: 12_345 });
    expect(late).toBe(12_345);
    expect(clock.pending).toEqual([]);
  });

  it.each([0, -1, Number.NaN])("is not waited for with %s as the deadline", async (deadline) => {
    const { client, requests } = connect(jobServer(["DONE"]));
    const job = client.buildThing.resume('{"api":"fixture","operation":"buildThing","id":"job-1"}');
    await expect(job.wait({ deadline })).rejects.toMatchObject({ code: "validation", input: "deadline" });
    expect(requests).toEqual([]);
  });

  it("is waited for as long as it takes, if no deadline is given", async () => {
    const { client, clock } = connect(jobServer([...Array.from({ length: 1000 }, () => "RUNNING"), "DONE"]));
    const job = await client.buildThing({ body: { name: "a" } });
    const waiting = job.wait();
    await clock.advance(10_000 * 1000);
    expect(await waiting).toEqual({ id: "thing-1" });
  });

  it("is not waited for any longer once the signal is aborted, in a pause too", async () => {
    const { client, clock } = connect(jobServer(["RUNNING"]));
    const job = await client.buildThing({ body: { name: "a" } });
    const control = new AbortController();
    const waiting = job.wait({ signal: control.signal }).catch((error: unknown) => error);
    await clock.advance(600);
    expect(clock.pending).toEqual([900]);
    control.abort();
    expect(await waiting).toMatchObject({ code: "aborted", operation: "buildThing" });
    expect(clock.pending).toEqual([]);
  });

  it("ends with what its watcher throws", async () => {
    const { client } = connect(jobServer(["RUNNING"]));
    const job = await client.buildThing({ body: { name: "a" } });
    const wait = job.wait({
      onProgress: () => {
        throw new RangeError("mine");
      },
    });
    await expect(wait).rejects.toThrow(RangeError);
  });

  it("awaits its watcher, and ends with what that rejects with; the result is still there for who waits again", async () => {
    const { client, requests } = connect(jobServer(["DONE"]));
    const job = await client.buildThing({ body: { name: "a" } });
    const wait = job.wait({
      onProgress: async () => {
        await settle();
        throw new RangeError("mine");
      },
    });
    await expect(wait).rejects.toThrow(RangeError);
    expect(requests.filter(({ target }) => target.startsWith("/getBuilt"))).toEqual([]);
    expect(await job.wait()).toEqual({ id: "thing-1" });
  });

  it("does not wait for a watcher that never comes back, once the deadline is over", async () => {
    const { client, clock } = connect(jobServer(["RUNNING"]));
    const job = await client.buildThing({ body: { name: "a" } });
    const waiting = job.wait({ deadline: 5_000, onProgress: () => new Promise(() => {}) }).catch((error: unknown) => error);
    await clock.advance(5_000);
    expect(await waiting).toMatchObject({ code: "deadline", operation: "buildThing" });
    expect(clock.pending).toEqual([]);
  });

  it("is started once only, and result gives the server's own answer", async () => {
    const { client, requests } = connect(jobServer(["DONE"]));
    expect(await client.buildThing.result({ body: { name: "a" } })).toMatchObject({
      ok: true,
      status: 200,
      data: { id: "job-1", state: "NEW" },
    });
    expect(requests).toHaveLength(1);
  });
});
