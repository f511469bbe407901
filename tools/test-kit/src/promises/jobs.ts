import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Json, valueAt } from "@gatehouse/description";
import type { CallOptions, Fetch, Job, JobDescriptor, OperationDescriptor, Resumes } from "@gatehouse/runtime";
import { createSandbox, realClock, virtualClock } from "@gatehouse/sandbox";
import { startServer } from "@gatehouse/sandbox/server";
import { describe, expect, test } from "vitest";
import { clientNames } from "../client-names.js";
import { put } from "./list-server.js";
import type { Subject, SubjectOperation } from "./subject.js";

type Input = Readonly<Record<string, unknown>>;
type AnyStarter = Resumes<unknown, unknown> & ((input?: Input, options?: CallOptions) => Promise<Job<unknown, unknown>>);

/** A job is waited for as long as its caller wants, ends as the server says, and is taken up again wherever its text is. */
export function jobs(subject: Subject): void {
  const starters = subject.operations.filter(({ descriptor }) => descriptor.job).map((operation) => [operation.name, operation] as const);
  if (!starters.length) return;

  describe.each(starters)("a job of %s", (name, operation) => {
    const descriptor = operation.descriptor.job!;
    const [done = ""] = descriptor.done;
    const over = (options: JobServerOptions) => {
      const server = jobServer(subject, operation, options);
      const clock = virtualClock();
      clock.hold(); // time passes when a test says so
      const client = subject.create({ ...subject.signedIn(operation), clock, fetch: server.fetch });
      return { ...server, clock, start: client[name] as unknown as AnyStarter };
    };

    test("tells each state, is asked when the server says so, and gives its result, read once", async () => {
      const { start, asked, clock, result } = over({ states: [...RUNNING, ...RUNNING, done], retryAfter: ["", "7"] });
      const from = clock.now();
      const job = await start(operation.input());
      const seen: (readonly [unknown, number])[] = [];
      const waiting = job.wait({
        onProgress: (progress) => void seen.push([valueAt(progress, descriptor.status.state), clock.now() - from]),
      });
      for (const pause of [500, 6999, 1]) {
        await turns();
        clock.advance(pause);
      }
      expect(await waiting).toEqual(result);
      expect(seen).toEqual([
        [RUNNING[0], 0],
        [RUNNING[0], 500],
        [done, 7500],
      ]);
      expect(asked).toEqual(["start", "status", "status", "status", "result"]);
    });

    test.each(descriptor.failed)("that ends as %s is an error with what the server says, and no result is asked for", async (state) => {
      const { start, asked } = over({ states: [state] });
      const job = await start(operation.input());
      const reason = descriptor.status.message && "what went wrong";
      await expect(job.wait()).rejects.toMatchObject({ code: "job_failed", operation: name, id: job.id, state, reason });
      expect(asked).toEqual(["start", "status"]);
    });

    test("settles at its deadline, which counts for all of it", async () => {
      const { start, clock } = over({ states: RUNNING });
      const job = await start(operation.input());
      const waiting = job.wait({ deadline: 1234 }).catch((error: unknown) => error);
      for (const step of [500, 733]) {
        await turns();
        clock.advance(step);
        expect(await Promise.race([waiting, turns().then(() => "waiting")])).toBe("waiting");
      }
      clock.advance(1);
      expect(await waiting).toMatchObject({ code: "deadline", operation: name, deadline: 1234 });
    });

    test("settles at once when it is aborted in a pause, or while a state or the result is on its way", async () => {
      for (const [hang, states] of [
        [undefined, RUNNING],
        ["status", RUNNING],
        ["result", [done]],
      ] as const) {
        const { start, clock } = over({ states, hang });
        const job = await start(operation.input());
        const from = clock.now();
        const control = new AbortController();
        const waiting = job.wait({ signal: control.signal }).catch((error: unknown) => error);
        await turns();
        control.abort("enough");
        expect(await waiting, hang).toMatchObject({ code: "aborted", operation: name, cause: "enough" });
        expect(clock.now() - from, hang).toBe(0);
      }
    });

    test("is still there after its watcher has failed", async () => {
      const { start, asked, result } = over({ states: [done] });
      const job = await start(operation.input());
      const mine = new RangeError("mine");
      await expect(job.wait({ onProgress: () => Promise.reject(mine) })).rejects.toBe(mine);
      expect(asked).toEqual(["start", "status"]);
      expect(await job.wait()).toEqual(result);
    });

    test("is started in one process and taken up in another, and its result is there once", async () => {
      const sandbox = createSandbox({ clock: realClock() });
      const server = await startServer({ sandbox });
      try {
        const { credentials } = sandbox.connect(subject.api, operation.account);
        const options = { baseUrl: `${server.url}/${subject.api}`, credentials };
        const { text } = await inAnotherProcess<{ text: string }>(
          subject,
          options,
          operation.input(),
          `const job = await client.${name}(given); return { text: job.serialize() };`,
        );
        expect(JSON.parse(text)).toEqual({ api: subject.api, operation: name, id: expect.any(String) });
        for (const secret of Object.values(credentials as object)) expect(text).not.toContain(secret);
        sandbox.clock.advance(60_000);
        const resume = `try { return { data: await client.${name}.resume(given).wait() }; } catch ({ code }) { return { code }; }`;
        expect(await inAnotherProcess(subject, options, text, resume)).toEqual({ data: expect.anything() });
        if (descriptor.result.once) expect(await inAnotherProcess(subject, options, text, resume)).toEqual({ code: "job_result_gone" });
      } finally {
        await server.close();
      }
    });
  });
}

/** No state of anybody's: whatever is neither done nor failed goes on. */
const RUNNING = ["GOING_ON"];

/** Lets everything run that does not wait for time. */
const turns = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

interface JobServerOptions {
  /** One per poll; the last for ever. */
  readonly states: readonly string[];
  /** Values of `Retry-After`, one per poll. */
  readonly retryAfter?: readonly string[];
  /** What is never answered. */
  readonly hang?: "status" | "result" | undefined;
}

/** Answers the three operations of a job with the description's examples. */
function jobServer({ operations }: Subject, starter: SubjectOperation, { states, retryAfter = [], hang }: JobServerOptions) {
  const job = starter.descriptor.job!;
  const named = (name: string) => operations.find((operation) => operation.name === name)!;
  const parts = { start: starter, status: named(job.status.operation), result: named(job.result.operation) };
  const asked: (keyof typeof parts)[] = [];
  const fetch: Fetch = async (url, { method, signal }) => {
    const part = (Object.keys(parts) as (keyof typeof parts)[]).find((one) => isFor(parts[one].descriptor, url, method))!;
    asked.push(part);
    if (part === hang) await new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    const polls = asked.filter((one) => one === "status").length;
    const asks = part === "status" ? retryAfter[polls - 1] : undefined;
    const state = states[Math.min(polls, states.length) - 1];
    const body = part === "status" ? stateOf(job, successExample(parts.status), state) : successExample(parts[part]);
    return Response.json(body, { headers: asks ? { "retry-after": asks } : {} });
  };
  return { fetch, asked, result: successExample(parts.result) };
}

function stateOf({ status }: JobDescriptor, example: Json, state: string | undefined): Json {
  const told = put(example, status.state, state);
  return status.message === undefined ? told : put(told, status.message, "what went wrong");
}

function successExample({ view }: SubjectOperation): Json {
  return view.responses.flatMap(({ status, media }) => (status === 200 ? media.flatMap(({ examples }) => examples) : []))[0]!.value;
}

function isFor({ path, method }: OperationDescriptor, url: string, sent: string | undefined): boolean {
  const pattern = path.split(/\{[^}]*\}/).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return method === sent && new RegExp(`${pattern.join("[^/]+")}$`).test(new URL(url).pathname);
}

/** What `body` returns, over a client of its own in a process of its own. `body` knows `client` and `given`. */
async function inAnotherProcess<Returned = unknown>(
  { description }: Subject,
  options: object,
  given: unknown,
  body: string,
): Promise<Returned> {
  const { module, factory } = clientNames(description);
  const script = `
    import { ${factory} } from "${module}";
    const { options, given } = JSON.parse(process.env.TASK);
    const client = ${factory}(options);
    console.log(JSON.stringify(await (async () => { ${body} })()));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...process.env, TASK: JSON.stringify({ options, given }) },
    timeout: 20_000,
  });
  return JSON.parse(stdout) as Returned;
}
