import { type Description, type Json, valueAt } from "@gatehouse/description";
import type { Case, Step } from "../case.js";
import type { Exchange, Outcome } from "../exchange.js";
import type { NotExpressible, WireResponse } from "../wire.js";
import { buildRequest, type Filler } from "./build-request.js";
import { freshValue, otherText } from "./fresh.js";
import { jsonOf } from "./json-body.js";
import { authorised, LoginError, loginInput } from "./login.js";
import { loginOf } from "./login-of.js";
import type { Session } from "./session.js";
import type { Settings } from "./settings.js";

/** What a case is sent with. */
export interface SendOptions {
  readonly description: Description;
  readonly session: Session;
  readonly settings: Settings;
  /** Goes into every fresh value: two cases with different keys share none. */
  readonly freshKey: string;
  readonly signal: AbortSignal;
  /** What the first steps were answered with when they were sent for another case: they are not sent again. */
  readonly prepared?: readonly Exchange[];
}

/**
 * Sends the steps of a case in order. Every step but the last must be accepted; what it answers can be used by those behind it.
 *
 * @throws {TargetError} when nothing listens.
 */
export async function sendCase(one: Case, options: SendOptions): Promise<Outcome> {
  const exchanges: Exchange[] = [...(options.prepared ?? [])];
  try {
    for (const [index, step] of one.steps.entries()) {
      if (index < (options.prepared?.length ?? 0)) continue;
      const exchange = await sendStep(one, step, exchanges, options);
      if ("notExpressible" in exchange) return { kind: "not-expressible", why: exchange.notExpressible };
      exchanges.push(exchange);
      const { response } = exchange;
      if (response.status === 501) return { kind: "not-implemented", exchanges };
      if (response.fault === "timeout") return { kind: "no-answer", why: `${step.operation} did not answer in time` };
      if (index === one.steps.length - 1) break;
      const why = whyNotAccepted(step, response);
      if (why !== undefined) return { kind: "not-prepared", exchanges, why };
      if (step.unless && isAt(step.unless, response))
        throw new MissingValue(`step ${step.name}: ${step.operation} is past what the case is about`);
    }
    return { kind: "answered", exchanges };
  } catch (error) {
    if (error instanceof LoginError) return { kind: "login-failed", why: error.message };
    if (error instanceof MissingValue) return { kind: "not-prepared", exchanges, why: error.message, lacking: true };
    throw error;
  }
}

/** An earlier step's answer does not hold what a later one needs, though it was accepted. */
class MissingValue extends Error {}

async function sendStep(
  one: Case,
  step: Step,
  exchanges: readonly Exchange[],
  { description, session, settings, freshKey, signal }: SendOptions,
): Promise<Exchange | NotExpressible> {
  const operation = description.operation(step.operation);
  const credential = step.request.credential ?? "account";
  const fill = fillerOf({ one, step, exchanges, session, settings, freshKey, description });
  const bare = buildRequest(step.request, fill);
  const request = authorised(bare, await session.authorisations(operation, one.account, credential, signal));
  for (let waited = 0, pause = FIRST_PAUSE; ; waited += pause, pause = Math.min(1.5 * pause, LONGEST_PAUSE)) {
    const response = await session.send(operation, request, signal);
    if ("notExpressible" in response) return response;
    if (response.status >= 200 && response.status < 300) session.calledSuccessfully(operation, accountOf(one, step));
    if (!step.until || ended(step.until, response) || waited >= PATIENCE) return { step, request, response };
    await session.sleep(pause, signal);
  }
}

/** Milliseconds between two looks at a job, and how long a job may take. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 2_000;
const PATIENCE = 120_000;

function isAt({ pointer, values }: { readonly pointer: string; readonly values: readonly Json[] }, response: WireResponse): boolean {
  const state = valueAt(jsonOf(response.body), pointer);
  return values.some((value) => value === state);
}

function ended(until: NonNullable<Step["until"]>, response: WireResponse): boolean {
  if (response.status < 200 || response.status > 299) return true;
  return isAt({ pointer: until.pointer, values: [...until.values, ...until.failed] }, response);
}

function whyNotAccepted(step: Step, response: WireResponse): string | undefined {
  if (response.fault !== undefined) return `step ${step.name}: ${step.operation} closed the connection without an answer`;
  if (response.status < 200 || response.status > 299) return `step ${step.name}: ${step.operation} answered ${response.status}`;
  if (!step.until) return undefined;
  const state = valueAt(jsonOf(response.body), step.until.pointer);
  if (step.until.values.some((value) => value === state)) return undefined;
  const shown = state === undefined ? "nothing" : JSON.stringify(state);
  return `step ${step.name}: ${step.operation} ended with ${shown} at ${step.until.pointer}, not ${step.until.values.map((value) => JSON.stringify(value)).join(" or ")}`;
}

function fillerOf(context: {
  readonly one: Case;
  readonly step: Step;
  readonly exchanges: readonly Exchange[];
  readonly session: Session;
  readonly settings: Settings;
  readonly freshKey: string;
  readonly description: Description;
}): Filler {
  const { one, step, exchanges, session, settings, freshKey, description } = context;
  return (hole) => {
    if ("$from" in hole) return answered(hole.$from, exchanges);
    if ("$value" in hole) return settings.value(hole.$value, hole.local);
    if ("$fresh" in hole) return freshValue(hole.$fresh, `${freshKey}\n${hole.name}`, hole.within);
    const login = loginOf(description, step.operation);
    if (!login) throw new TypeError(`${step.operation} is no login`);
    const value = loginInput(login, hole.$login, session.account(accountOf(one, step)));
    return hole.altered ? otherText(value, `${freshKey}\naltered\n${hole.$login}`) : value;
  };
}

function accountOf(one: Case, { request }: Step): string {
  return typeof request.credential === "object" && "account" in request.credential ? request.credential.account : one.account;
}

function answered(reference: string, exchanges: readonly Exchange[]): Json {
  const [name, pointer = ""] = reference.split(/#(.*)/s) as [string, string?];
  const exchange = exchanges.find(({ step }) => step.name === name);
  const value = exchange && valueAt(jsonOf(exchange.response.body), pointer);
  if (value === undefined)
    throw new MissingValue(`step ${name}: ${exchange?.step.operation ?? "nothing"} answered nothing at ${pointer || "its body"}`);
  return value as Json;
}
