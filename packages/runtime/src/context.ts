import { baseUrls } from "./base-url.js";
import { machine, type Timekeeper } from "./clock.js";
import { isDeadline } from "./deadline.js";
import { ConfigurationError } from "./errors/configuration-error.js";
import { type Join, sharedFlights } from "./flight.js";
import type { Source } from "./login.js";
import type { ApiDescriptor, OperationDescriptor } from "./operation.js";
import { retryBudget as budgetOf, type RetryBudget } from "./retry-budget.js";
import type { CallEvent, ClientOptions, Fetch, Token, TokenStore, Validation } from "./seams.js";
import { memoryTokens } from "./token-store.js";

/** Functions from credentials to what goes over the wire, by name. */
export type Transforms = Readonly<Record<string, (...values: string[]) => string>>;

/** A client's options, checked and completed. Lives in closures only, so that printing a client shows none of it. */
export interface Context {
  readonly api: ApiDescriptor;
  readonly fetch: Fetch;
  readonly clock: Timekeeper;
  readonly random: () => number;
  readonly deadline: number;
  readonly attempts: number;
  readonly budget: RetryBudget;
  readonly credentials: Readonly<Record<string, unknown>>;
  readonly transforms: Transforms;
  readonly tokens: TokenStore;
  readonly validate: Validation | undefined;
  /** Where the proofs of a `security` come from, as far as it was asked. */
  readonly sources: Map<OperationDescriptor["security"], readonly Source[]>;
  /** One login at a time per token. */
  readonly login: Join<{ readonly token: Token; readonly made: boolean }>;
  baseUrl(server: string | undefined): string;
  /** Absent without an observer, so that nobody makes events for nobody. */
  readonly emit?: ((event: CallEvent) => void) | undefined;
}

/** @throws {ConfigurationError} */
export function contextOf(api: ApiDescriptor, options: ClientOptions<unknown>, transforms: Transforms): Context {
  const { credentials, deadline = 30_000, attempts = 3, retryBudget = 10, observer } = options;
  const wrong = (option: string, why: string) => new ConfigurationError({ api: api.id, option }, why);
  if (!isDeadline(deadline)) throw wrong("deadline", "is no number of milliseconds above 0");
  if (!Number.isInteger(attempts) || attempts < 1) throw wrong("attempts", "is no whole number above 0");
  if (!(retryBudget >= 0)) throw wrong("retryBudget", "is no number from 0 on");
  const bases = baseUrls(api, options.baseUrl, credentials !== undefined && credentials !== null, options.allowInsecure);
  return {
    api,
    // Looked up at every call: a global that is replaced later (by a test, by instrumentation) counts.
    fetch: options.fetch ?? ((url, init) => fetch(url, init)),
    clock: options.clock ?? machine,
    random: options.random ?? Math.random,
    deadline,
    attempts,
    budget: budgetOf(retryBudget),
    credentials: (credentials ?? {}) as Record<string, unknown>,
    transforms,
    tokens: options.tokens ?? memoryTokens(),
    validate: options.validate,
    sources: new Map(),
    login: sharedFlights(),
    baseUrl: (server) => bases[server ?? "default"] ?? Object.values(bases)[0]!,
    emit:
      observer &&
      ((event) => {
        try {
          observer.on(event);
        } catch {
          // An observer never changes what a call does.
        }
      }),
  };
}
