import { createHash } from "node:crypto";
import type { Json, ResponseView } from "@gatehouse/description";
import { type CallEvent, type ClientOptions, type Clock, isGatehouseError, type TokenStore, transportOf } from "@gatehouse/runtime";
import { traced } from "@gatehouse/runtime/opentelemetry";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { printed } from "./printed.js";
import type { AnyClient, Subject, SubjectOperation } from "./subject.js";

/** What every canary begins with: letters only, because a password may be a word. */
const MARK = "cnryzq";
const BASE = "https://host.example";
const HERE = ["log", "info", "warn", "error", "debug", "trace"] as const;

/** A request as the server of a scenario sees it. */
interface Seen {
  /** All of it that is text, and every secret beside: what a server can repeat. */
  readonly everything: string;
  readonly isLogin: boolean;
}
type Answer = (seen: Seen) => Response | Promise<Response>;

/** One way in which a call can go. */
interface Scenario {
  readonly answer?: Answer;
  readonly login?: Answer;
  /** Default: a store that has a token. */
  readonly tokens?: TokenStore | undefined;
  readonly options?: Partial<ClientOptions<unknown>>;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly call?: (control: AbortController) => object;
  /** Default: either. */
  readonly fails?: true;
}

/** Pauses take no time; nothing is late. */
const instant: Clock = { now: () => Date.now(), sleep: async () => {} };

/**
 * Every credential, token, input and text of an answer is a canary; calls succeed and fail in every way, watched by an observer and by
 * OpenTelemetry. Then all that can be printed is printed, and no canary is in it: not in words, and not as the wire has it.
 */
export function canaries(subject: Subject): void {
  const { operations, descriptor } = subject;
  const exporter = new InMemorySpanExporter();
  const tracer = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).getTracer("canaries");
  const spies: ReturnType<typeof vi.spyOn>[] = [];
  beforeEach(() => {
    exporter.reset();
    spies.push(...HERE.map((method) => vi.spyOn(console, method).mockImplementation(() => {})));
    spies.push(...(["stdout", "stderr"] as const).map((stream) => vi.spyOn(process[stream], "write")));
  });
  afterEach(() => {
    for (const spy of spies.splice(0)) spy.mockRestore();
  });

  describe("a secret is never shown", () => {
    test.each(operations.map((operation) => [operation.name, operation] as const))("%s", async (name, operation) => {
      const secrets = secretsOf(subject, operation);
      let failures = 0;
      for (const [shown, scenario] of Object.entries(scenariosOf(subject, operation, secrets))) {
        const events: CallEvent[] = [];
        const options = {
          ...subject.signedIn(operation),
          credentials: secrets.credentials,
          tokens: scenario.tokens ?? keeping(secrets.token),
          clock: instant,
          deadline: Number.POSITIVE_INFINITY,
          attempts: 2,
          observer: { on: (event: CallEvent) => void events.push(event) },
          fetch: serverOf(subject, operation, scenario, secrets),
          ...scenario.options,
        };
        const control = new AbortController();
        const { client, outcome } = await attempt(subject, traced(options, { tracer }), operation, secrets, scenario, control);
        if (outcome.error !== undefined) failures++;
        if (scenario.fails) expect(outcome.error, shown).toBeDefined();
        if (outcome.error !== undefined) expect(isGatehouseError(outcome.error), `${shown}: ${outcome.error}`).toBe(true);
        // What is the same for all of them is printed once.
        const rest = client && failures === 1 ? [client, client[name], transportOf(client), options.tokens] : [];
        for (const thing of [outcome, events, ...rest]) expectNone(printed(thing), secrets, shown);
        expect(events.length > 0 || outcome.error !== undefined, shown).toBe(true);
      }
      const spans = exporter.getFinishedSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status }));
      expect(spans.length).toBeGreaterThan(10);
      expectNone(printed(spans), secrets, "spans");
      expect(failures).toBeGreaterThan(10);
      for (const spy of spies) expect(spy, "nothing is printed by default").not.toHaveBeenCalled();
    });

    test("wherever options are refused", () => {
      const { credentials } = secretsOf(subject, operations[0]!);
      const word = `${MARK}options`;
      const wrong = [
        { baseUrl: `https://${word}:${word}@host.example` },
        { baseUrl: `https://host.example/?key=${word}` },
        { baseUrl: `ftp://${word}.example/${word}` },
        { baseUrl: word },
        { baseUrl: BASE, deadline: word as never },
        { baseUrl: BASE, attempts: word as never },
      ];
      for (const options of wrong) {
        let error: unknown;
        try {
          subject.create({ credentials, ...options });
        } catch (thrown) {
          error = thrown;
        }
        expect(error).toMatchObject({ code: "configuration", api: descriptor.id });
        expect(printed(error)).not.toContain(MARK);
      }
    });
  });
}

interface Secrets {
  readonly credentials: Readonly<Record<string, string>>;
  readonly token: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** As they are, and as they go over the wire. */
  readonly all: readonly string[];
  next(place: string): string;
}

function secretsOf({ signedIn }: Subject, operation: SubjectOperation): Secrets {
  const known: string[] = [];
  const next = () => {
    const word = MARK + [...known.length.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join("");
    known.push(word);
    return word;
  };
  const credentials = Object.fromEntries(Object.keys(signedIn(operation).credentials as object).map((name) => [name, next()]));
  const token = next();
  const input = filled(operation.input(), next) as Readonly<Record<string, unknown>>;
  const sent = Object.values(credentials).flatMap((one) => [
    createHash("md5").update(one).digest("hex"),
    ...Object.values(credentials).map((other) => Buffer.from(`${one}:${other}`).toString("base64")),
  ]);
  return { credentials, token, input, all: [...known, ...sent], next };
}

/** A copy with a canary in the place of every text and every file. */
function filled(value: unknown, next: () => string): unknown {
  if (typeof value === "string") return next();
  if (value instanceof Blob) return new Blob([next()], { type: value.type });
  if (Array.isArray(value)) return value.map((item) => filled(item, next));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, next)]));
}

const keeping = (value: string): TokenStore => ({
  get: async () => ({ value, expiresAt: Number.POSITIVE_INFINITY }),
  set: async () => {},
  drop: async () => {},
});
const empty = (): TokenStore => ({ get: async () => undefined, set: async () => {}, drop: async () => {} });

async function attempt(
  { create }: Subject,
  options: ClientOptions<unknown>,
  { name, descriptor }: SubjectOperation,
  secrets: Secrets,
  scenario: Scenario,
  control: AbortController,
): Promise<{ readonly client?: AnyClient; readonly outcome: { readonly error?: unknown; readonly job?: unknown } }> {
  const client = create(options);
  const input = { ...secrets.input, ...scenario.input };
  const outcome = await client[name]!.result(input, scenario.call?.(control));
  if (!outcome.ok) return { client, outcome: { error: outcome.error } };
  // The data is the caller's; a job is ours.
  return { client, outcome: descriptor.job ? { job: await client[name]!(input) } : {} };
}

function serverOf(
  { descriptor }: Subject,
  { name }: SubjectOperation,
  { answer, login }: Scenario,
  secrets: Secrets,
): NonNullable<ClientOptions<unknown>["fetch"]> {
  const logins = Object.values(descriptor.logins).flatMap(({ operation }) => (operation ? [descriptor.operations[operation]!.path] : []));
  return async (url, { headers, body }) => {
    const isLogin = logins.includes(new URL(url).pathname as `/${string}`) && descriptor.operations[name]!.path !== new URL(url).pathname;
    const everything = [url, JSON.stringify(headers), typeof body === "string" ? body : "", ...secrets.all].join(" ");
    const respond = isLogin ? (login ?? signsIn(secrets)) : answer;
    return respond!({ everything, isLogin });
  };
}

const signsIn =
  (secrets: Secrets): Answer =>
  () =>
    json(200, Object.fromEntries(["token", "authToken", "access_token"].map((key) => [key, secrets.next(key)])));

function json(status: number, body: unknown): Response {
  return reply(status, JSON.stringify(body), "application/json");
}

function reply(status: number, body: BodyInit | null, type = "", headers: Readonly<Record<string, string>> = {}): Response {
  const response = new Response([204, 205, 304].includes(status) ? null : body, { status, headers: { "x-request-id": "r-1", ...headers } });
  response.headers.delete("content-type");
  if (type) response.headers.set("content-type", type);
  return response;
}

/** What goes wrong on the way to an answer, and with it. */
const ACCIDENTS: Readonly<Record<string, (success: number) => Answer>> = {
  "a page":
    (status) =>
    ({ everything }) =>
      reply(status, `<html><body><p>${everything}</p></body></html>`, "text/html"),
  "plain text":
    (status) =>
    ({ everything }) =>
      reply(status, everything, "text/plain"),
  "JSON that is cut off":
    (status) =>
    ({ everything }) =>
      reply(status, `{"sent": ${JSON.stringify(everything).slice(0, -1)}`, "application/json"),
  "a text as JSON":
    (status) =>
    ({ everything }) =>
      reply(status, `${everything}"`, "application/json"),
  "bytes that are not UTF-8":
    (status) =>
    ({ everything }) =>
      reply(status, new Uint8Array([...Buffer.from(everything), 0xff]), "application/json"),
  "an undeclared refusal":
    () =>
    ({ everything }) =>
      json(418, { error: everything, sent: everything.split(" ") }),
  "an undeclared page":
    () =>
    ({ everything }) =>
      reply(599, everything, "text/html"),
  "a redirect":
    () =>
    ({ everything }) =>
      reply(307, everything, "text/html", { location: `https://else.example/?q=${encodeURIComponent(everything)}` }),
  "a body that breaks off":
    (status) =>
    ({ everything }) =>
      reply(status, new ReadableStream({ pull: (stream) => stream.error(new Error(everything)) }), "application/json"),
  "a refused connection":
    () =>
    ({ everything }) => {
      const cause = Object.assign(new Error(everything), { code: "ECONNREFUSED", url: everything, request: { headers: { everything } } });
      throw new TypeError(`fetch of ${everything} failed`, { cause });
    },
  "several failures":
    () =>
    ({ everything }) => {
      throw new AggregateError([new Error(everything), everything], everything);
    },
  "an error with a name of its own":
    () =>
    ({ everything }) => {
      throw Object.assign(new Error(everything), { name: everything, code: everything });
    },
  "a text that is thrown":
    () =>
    ({ everything }) =>
      Promise.reject(everything),
  "an object that is thrown":
    () =>
    ({ everything }) =>
      Promise.reject({ message: everything, config: { url: everything } }),
  "no answer at all": () => () => undefined as never,
};

function scenariosOf(subject: Subject, operation: SubjectOperation, secrets: Secrets): Readonly<Record<string, Scenario>> {
  const { descriptor, view } = operation;
  const success = view.responses.find(({ status }) => typeof status === "number" && status < 300)!;
  const status = success.status as number;
  const answer: Answer = () => declared(success, secrets, descriptor.job?.id);
  const scenarios: Record<string, Scenario> = {
    "a success": { answer },
    "a success after a login": { answer, tokens: empty() },
    "a success after a refusal": { answer: once(() => reply(401, null), answer) },
    "a success after a pause": { answer: once(() => reply(503, null), answer) },
  };
  for (const refusal of view.responses) {
    if (Number(refusal.status) >= 400)
      scenarios[`a declared ${refusal.status}`] = { answer: ({ everything }) => repeating(refusal, everything), fails: true };
  }
  for (const [shown, make] of Object.entries(ACCIDENTS)) scenarios[shown] = { answer: make(status) };
  const never: Answer = () => new Promise(() => {});
  scenarios["a deadline"] = { answer: never, options: { clock: undefined, deadline: 1 }, fails: true };
  scenarios["an abort"] = {
    answer: never,
    fails: true,
    call: (control) => {
      setTimeout(() => control.abort(), 1);
      return { signal: control.signal };
    },
  };
  for (const [key, place] of descriptor.params ?? []) {
    const value = { inside: { deeper: secrets.next(key) } };
    scenarios[`an object as ${key}`] = { answer, input: { [key]: value }, fails: true };
    if (place === "header") scenarios[`a line break in ${key}`] = { answer, input: { [key]: `\n${secrets.next(key)}` }, fails: true };
  }
  if (descriptor.body) {
    const cycle: Record<string, unknown> = { secret: secrets.next("body"), number: 1n };
    cycle["self"] = cycle;
    scenarios["a body that has no form"] = { answer, input: { body: cycle }, fails: true };
  }
  return { ...scenarios, ...loginScenarios(subject, operation, secrets, answer) };
}

function loginScenarios(
  { descriptor }: Subject,
  operation: SubjectOperation,
  { token }: Secrets,
  answer: Answer,
): Readonly<Record<string, Scenario>> {
  const logins = operation.descriptor.security.flat().map((scheme) => descriptor.logins[scheme]?.operation);
  if (!logins.some((name) => name !== undefined)) return {};
  const store = (key: string) => Promise.reject(Object.assign(new Error(`SET ${key} ${token}`), { command: [key, token] }));
  const scenarios: Record<string, Scenario> = {
    "a token store that does not read": { answer, tokens: { ...empty(), get: store }, fails: true },
    "a token store that does not write": { answer, tokens: { ...empty(), set: store }, fails: true },
    "a token that no header holds": { answer, tokens: keeping(`\n${token}`), fails: true },
    "a login without a token": { answer, tokens: empty(), login: ({ everything }) => json(200, { more: everything }), fails: true },
  };
  for (const status of [400, 401, 403, 404, 429, 500]) {
    scenarios[`a login refused with ${status}`] = {
      answer,
      tokens: empty(),
      login: ({ everything }) => json(status, { error: everything }),
      fails: true,
    };
  }
  for (const [shown, make] of Object.entries(ACCIDENTS))
    scenarios[`a login: ${shown}`] = { answer, tokens: empty(), login: make(200), fails: true };
  return scenarios;
}

function once(first: Answer, then: Answer): Answer {
  let asked = 0;
  return (seen) => (asked++ === 0 ? first : then)(seen);
}

/** The declared answer, with a canary in the place of every text but a job's id, which a job is known by. */
function declared({ status, media: [media] }: ResponseView, secrets: Secrets, jobId: string | undefined): Response {
  if (!media) return reply(status as number, null);
  const type = media.type.split(";")[0]!;
  if (!type.endsWith("json")) return reply(status as number, secrets.next("answer"), type);
  const body = filled(media.examples[0]?.value ?? {}, () => secrets.next("answer"));
  return json(status as number, jobId === undefined ? body : { ...(body as object), [jobId.slice(1)]: "the-job" });
}

/** A declared refusal that repeats what was sent. */
function repeating({ status, media: [media] }: ResponseView, everything: string): Response {
  if (!media) return reply(status as number, null);
  const body = filled(media.examples[0]?.value ?? {}, () => everything) as Json;
  return reply(status as number, JSON.stringify(body), media.type.split(";")[0]);
}

function expectNone(text: string, { all }: Secrets, shown: string): void {
  const at = text.indexOf(MARK);
  expect(at < 0 ? "" : text.slice(Math.max(0, at - 200), at + 60), shown).toBe("");
  for (const secret of all) expect(text.includes(secret), `${shown}: ${secret}`).toBe(false);
}
