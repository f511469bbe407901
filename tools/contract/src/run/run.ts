import { type ContractConfig, createValidator, type Description } from "@gatehouse/description";
import type { Case } from "../case.js";
import type { Check, CheckFinding, Verdict } from "../check.js";
import { CHECKS } from "../checks/index.js";
import type { Event, Reporter, RunCounts } from "../event.js";
import type { Exchange, Outcome } from "../exchange.js";
import type { Finding, UntoldReason } from "../finding.js";
import { accountPicker } from "../plan/accounts.js";
import type { PlanContext, Planned } from "../plan/context.js";
import { plan } from "../plan/plan.js";
import { type RedactionOptions, redactExchanges, redactStep } from "../redaction/redact-exchange.js";
import { Sensitive } from "../redaction/sensitive.js";
import { type CellState, Coverage, UNREACHED_LIMIT, unreachedShare } from "../report/coverage.js";
import { curlScript } from "../report/curl-script.js";
import { fingerprint } from "../report/fingerprint.js";
import { Secrets } from "../send/secrets.js";
import { createSettings, type Settings } from "../send/settings.js";
import { type Target, TargetError } from "../target.js";
import { Sender } from "./sender.js";
import { settle } from "./settle.js";

/** What is run against what. */
export interface RunOptions {
  readonly description: Description;
  readonly config: ContractConfig;
  readonly target: Target;
  /** Chooses every free value. One seed gives the same cases and, against the same state, the same events. Default 1. */
  readonly seed?: number;
  readonly reporters?: readonly Reporter[];
  /** Keeps the cases whose id starts with it. */
  readonly only?: string;
  /** Name of the account that cases act as. Default: the one whose `use` is `default`. */
  readonly account?: string;
  /** Variables that `contract.yaml` names. Default: none, so that a run in a test is the same on every machine. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** Checks to run. Default: all. */
  readonly checks?: readonly Check[];
}

/** What came of a run; the reporters have heard all of it. */
export interface RunResult {
  readonly exit: 0 | 1 | 2;
  readonly why: string | undefined;
  readonly findings: readonly Finding[];
  readonly counts: RunCounts;
  readonly untold: Readonly<Partial<Record<UntoldReason, number>>>;
}

/**
 * Plans the cases of a description, sends them to a target, and holds every answer against the description.
 *
 * @throws {SettingsError} before the first request, where an account or a value is missing that the target needs.
 *
 * @example
 * const description = await loadDescription("specs/my-api");
 * const config = await loadContractConfig("specs/my-api/contract.yaml");
 * const { exit, findings } = await run({ description, config, target: httpTarget({ default: "http://127.0.0.1:4010/my-api" }) });
 */
export async function run(options: RunOptions): Promise<RunResult> {
  return await new Run(options).run();
}

class Run {
  readonly #options: RunOptions;
  readonly #checks: readonly Check[];
  readonly #context: PlanContext;
  readonly #settings: Settings;
  readonly #redaction: RedactionOptions;
  readonly #coverage = new Coverage();
  readonly #findings = new Map<string, Finding>();
  readonly #untold: Partial<Record<UntoldReason, number>> = {};
  readonly #signal: AbortSignal;
  #n = 0;
  #requests = 0;
  #passed = 0;
  #judged = 0;
  #skipped = 0;

  constructor(options: RunOptions) {
    const { description, config, target, account, seed = 1 } = options;
    this.#options = options;
    this.#checks = options.checks ?? CHECKS;
    this.#signal = options.signal ?? new AbortController().signal;
    this.#settings = createSettings({ config, environment: options.environment ?? {}, local: target.local });
    this.#context = {
      description,
      config,
      settings: this.#settings,
      validator: createValidator(description),
      seed,
      local: target.local,
      accountFor: accountPicker(config, account),
    };
    const secrets = new Secrets();
    this.#redaction = { description, sensitive: new Sensitive(description, secrets), secrets };
  }

  async run(): Promise<RunResult> {
    const { description, target, reporters = [] } = this.#options;
    const planned = plan(this.#context, this.#options.only);
    this.#requireSettings(planned.cases);
    this.#emit({
      type: "run.start",
      api: description.id,
      vendorRelease: description.vendorRelease,
      target: target.name,
      seed: this.#context.seed,
      planned: planned.cases.length,
    });
    for (const { case: id, reason, note } of planned.skipped) this.#emit({ type: "skipped", case: id, reason, note });
    const broken = await this.#sendAll(planned.cases);
    const result = this.#end(planned, broken);
    for (const reporter of reporters) await reporter.close();
    return result;
  }

  /** @throws {SettingsError} */
  #requireSettings(cases: readonly Case[]): void {
    const accounts = new Set<string>();
    const values = new Set<string>();
    for (const one of cases) {
      for (const { operation, request } of one.steps) {
        const { credential = "account" } = request;
        const needs =
          this.#context.description.operation(operation).security.length > 0 || JSON.stringify(request.body ?? null).includes('"$login"');
        if (!needs || credential === "none" || (typeof credential === "object" && "literal" in credential)) continue;
        accounts.add(typeof credential === "object" ? credential.account : one.account);
      }
      eachValue(one, (key) => values.add(key));
    }
    this.#settings.require([...accounts].sort(), [...values].sort());
    for (const name of accounts) {
      const { credentials, token } = this.#settings.account(name);
      for (const [key, value] of Object.entries(credentials)) this.#redaction.secrets.add(value, key);
      if (token !== undefined) this.#redaction.secrets.add(token, `TOKEN_${name}`);
    }
  }

  /** Why it broke off, if it did. */
  async #sendAll(cases: readonly Case[]): Promise<string | undefined> {
    const { target, description } = this.#options;
    const sender = new Sender({
      target,
      description,
      settings: this.#settings,
      secrets: this.#redaction.secrets,
      seed: this.#context.seed,
      signal: this.#signal,
    });
    try {
      for (const one of cases) {
        this.#signal.throwIfAborted();
        await this.#runCase(one, sender);
      }
      return undefined;
    } catch (error) {
      if (error instanceof TargetError) return error.message;
      throw error;
    } finally {
      await sender.close();
    }
  }

  async #runCase(one: Case, sender: Sender): Promise<void> {
    const outcome = await sender.send(one);
    if (one.ifThere && outcome.kind === "not-prepared" && outcome.lacking) {
      this.#skipped += 1;
      this.#requests += outcome.exchanges.length;
      const note = this.#redaction.secrets.redact(outcome.why);
      this.#emit({ type: "skipped", case: one.id, reason: "needs-state-the-target-cannot-reach", note });
      return;
    }
    const verdicts = this.#judge(one, outcome);
    const fresh = newFindings(one, verdicts).filter(({ mark }) => !this.#findings.has(mark));
    const confirmed = fresh.length === 0 ? new Set<string>() : await this.#confirm(one, sender);
    for (const { check, found, mark } of fresh) {
      if (!confirmed.has(mark)) this.#addUntold("not-confirmed");
      this.#report(one, check, found, mark, exchangesOf(outcome), confirmed.has(mark));
    }
    this.#count(one, outcome, verdicts);
  }

  #judge(one: Case, outcome: Outcome): Map<Check, Verdict> {
    if (outcome.kind !== "answered") return new Map();
    const { description, validator } = this.#context;
    return new Map(this.#checks.map((check) => [check, check.run({ case: one, exchanges: outcome.exchanges, description, validator })]));
  }

  /** The findings that a second sending gives again. */
  async #confirm(one: Case, sender: Sender): Promise<ReadonlySet<string>> {
    const again = this.#judge(one, await sender.send(one));
    return new Set(newFindings(one, again).map(({ mark }) => mark));
  }

  #report(
    one: Case,
    check: Check,
    { aspect: _, ...found }: CheckFinding,
    mark: string,
    exchanges: readonly Exchange[],
    confirmed: boolean,
  ): void {
    const redacted = redactExchanges(exchanges, this.#redaction);
    const message = this.#redaction.secrets.redact(found.message);
    const script = curlScript({
      title: `${one.id}: ${message}`,
      exchanges,
      account: one.account,
      hasToken: (account) => this.#options.config.accounts[account]?.token !== undefined,
      redaction: this.#redaction,
    });
    const finding: Finding = {
      check: check.id,
      severity: check.severity,
      ...found,
      message,
      case: one.id,
      fingerprint: mark,
      exchanges: redacted,
      script,
    };
    if (confirmed) this.#findings.set(mark, finding);
    this.#emit({ type: "finding", finding, confirmed });
  }

  #count(one: Case, outcome: Outcome, verdicts: ReadonlyMap<Check, Verdict>): void {
    const exchanges = exchangesOf(outcome);
    this.#requests += exchanges.length;
    const kinds = Object.fromEntries(
      [...verdicts].flatMap(([check, { kind }]) => (kind === "not-applicable" ? [] : [[check.id, kind] as const])),
    );
    for (const verdict of verdicts.values()) if (verdict.kind === "untold") this.#addUntold(verdict.reason);
    const untold = untoldOf(outcome);
    if (untold) this.#addUntold(untold);
    if (outcome.kind === "not-implemented") this.#coverage.notImplemented(exchanges.at(-1)!.step.operation);
    const last = outcome.kind === "answered" ? exchanges.at(-1)! : undefined;
    if (last) {
      this.#judged += 1;
      const faulty = [...verdicts].some(([check, { kind }]) => kind === "finding" && check.severity !== "note");
      if (!faulty) {
        this.#passed += 1;
        this.#coverage.matched(this.#context.description.operation(one.operation), last.response.status);
      }
    }
    this.#emit({
      type: "case.end",
      case: one.id,
      outcome: outcome.kind,
      ...("why" in outcome ? { why: this.#redaction.secrets.redact(outcome.why) } : {}),
      ...(last ? { status: last.response.status } : {}),
      verdicts: kinds,
      steps: one.steps.map((step) => redactStep(step, this.#redaction)),
    });
  }

  #end(planned: Planned, broken: string | undefined): RunResult {
    const { description, only } = this.#options;
    const operations = description.operations.filter(({ id }) => only === undefined || planned.cases.some((one) => one.operation === id));
    const cells = this.#coverage.table(operations, planned.skipped);
    for (const { cell, state } of cells) this.#emit({ type: "coverage", cell, state });
    const findings = [...this.#findings.values()];
    const faults = findings.filter(({ severity }) => severity !== "note").length;
    const counts: RunCounts = {
      cases: planned.cases.length,
      requests: this.#requests,
      passed: this.#passed,
      findings: faults,
      untold: Object.values(this.#untold).reduce((sum, number) => sum + number, 0),
      skipped: planned.skipped.length + this.#skipped,
    };
    const thin = this.#thin(cells);
    const { exit, why } = settle({
      counts,
      faults,
      untold: this.#untold,
      judged: this.#judged,
      ...(broken === undefined ? {} : { broken }),
      ...(thin === undefined ? {} : { thin }),
    });
    this.#emit({ type: "run.end", exit, counts, untold: this.#untold, ...(why === undefined ? {} : { why }) });
    return { exit, why, findings, counts, untold: this.#untold };
  }

  /** Of targets elsewhere, of other people's descriptions and of parts of a run nobody says that all can be reached. */
  #thin(cells: readonly CellState[]): string | undefined {
    const { description, target, only, account } = this.#options;
    if (!description.gatehouse || !target.local || only !== undefined || account !== undefined) return undefined;
    const { unreached, declared, share } = unreachedShare(cells);
    if (share <= UNREACHED_LIMIT) return undefined;
    return `${unreached} of ${declared} declared error statuses were not reached, more than ${UNREACHED_LIMIT * 100} %`;
  }

  #addUntold(reason: UntoldReason): void {
    this.#untold[reason] = (this.#untold[reason] ?? 0) + 1;
  }

  #emit(event: EventBody): void {
    const numbered = { n: this.#n++, ...event } as Event;
    for (const reporter of this.#options.reporters ?? []) reporter.on(numbered);
  }
}

type EventBody = Event extends infer E ? (E extends Event ? Omit<E, "n"> : never) : never;

interface Marked {
  readonly check: Check;
  readonly found: CheckFinding;
  readonly mark: string;
}

function newFindings(_: Case, verdicts: ReadonlyMap<Check, Verdict>): Marked[] {
  return [...verdicts].flatMap(([check, verdict]) =>
    verdict.kind === "finding" ? verdict.findings.map((found) => ({ check, found, mark: fingerprint(check.id, found) })) : [],
  );
}

function exchangesOf(outcome: Outcome): readonly Exchange[] {
  return "exchanges" in outcome ? outcome.exchanges : [];
}

function untoldOf({ kind }: Outcome): UntoldReason | undefined {
  return kind === "answered" ? undefined : kind;
}

/** The key of every `$value` of a case. */
function eachValue(value: unknown, visit: (key: string) => void): void {
  if (typeof value !== "object" || value === null) return;
  const { $value: key } = value as { readonly $value?: unknown };
  if (typeof key === "string") visit(key);
  for (const child of Object.values(value)) eachValue(child, visit);
}
