import { type ContractConfig, createValidator, type Description } from "@gatehouse/description";
import type { Case } from "../case.js";
import type { Check } from "../check.js";
import { CHECKS } from "../checks/index.js";
import type { Event, Reporter, RunCounts } from "../event.js";
import type { Exchange, Outcome } from "../exchange.js";
import type { Finding, UntoldReason } from "../finding.js";
import { accountPicker } from "../plan/accounts.js";
import type { PlanContext, Planned, Skipped } from "../plan/context.js";
import { chooseMedia } from "../plan/media-body.js";
import { plan } from "../plan/plan.js";
import { type RedactionOptions, redactExchanges, redactStep } from "../redaction/redact-exchange.js";
import { Sensitive } from "../redaction/sensitive.js";
import { type CellState, Coverage, UNREACHED_LIMIT, unreachedShare } from "../report/coverage.js";
import { curlScript } from "../report/curl-script.js";
import { jsonOf } from "../send/json-body.js";
import { Secrets } from "../send/secrets.js";
import { createSettings, type Settings } from "../send/settings.js";
import { type Target, TargetError } from "../target.js";
import { judge, type Marked, markedFindings, type Verdicts } from "./judge.js";
import { requiredBy } from "./required-settings.js";
import { Sender } from "./sender.js";
import { settle } from "./settle.js";
import { shrink } from "./shrink.js";
import { exchangesOf, Tally } from "./tally.js";

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
  readonly #signal: AbortSignal;
  readonly #coverage = new Coverage();
  readonly #tally = new Tally();
  readonly #findings = new Map<string, Finding>();
  readonly #skipped: Skipped[] = [];
  #n = 0;

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
    const { description, target, only, reporters = [] } = this.#options;
    const { seed } = this.#context;
    const planned = plan(this.#context, only);
    this.#requireSettings(planned.cases);
    const { id: api, vendorRelease } = description;
    this.#emit({ type: "run.start", api, vendorRelease, target: target.name, seed, planned: planned.cases.length });
    for (const one of planned.skipped) this.#leaveOut(one);
    const broken = await this.#sendAll(planned.cases);
    const result = this.#end(planned, broken);
    for (const reporter of reporters) await reporter.close();
    return result;
  }

  /** @throws {SettingsError} */
  #requireSettings(cases: readonly Case[]): void {
    const { accounts, values } = requiredBy(cases, this.#context.description);
    this.#settings.require(accounts, values);
    for (const name of accounts) {
      const { credentials, token } = this.#settings.account(name);
      for (const [key, value] of Object.entries(credentials)) this.#redaction.secrets.add(value, key);
      if (token !== undefined) this.#redaction.secrets.add(token, `TOKEN_${name}`);
    }
  }

  /** Why it broke off, if it did. */
  async #sendAll(cases: readonly Case[]): Promise<string | undefined> {
    const { target, description } = this.#options;
    const { secrets } = this.#redaction;
    const sender = new Sender({ target, description, settings: this.#settings, secrets, seed: this.#context.seed, signal: this.#signal });
    try {
      for (const one of cases) {
        this.#signal.throwIfAborted();
        await this.#runCase(one, sender);
      }
      return undefined;
    } catch (error) {
      // Ports are for people: events must not differ from run to run.
      if (error instanceof TargetError)
        return target.address === undefined ? error.message : error.message.replaceAll(target.address, target.name);
      throw error;
    } finally {
      await sender.close();
    }
  }

  async #runCase(one: Case, sender: Sender): Promise<void> {
    const { outcome, verdicts } = await this.#try(one, sender);
    this.#tally.addOutcome(outcome);
    if (one.ifThere && outcome.kind === "not-prepared" && outcome.lacking) {
      const note = this.#redaction.secrets.redact(outcome.why);
      this.#leaveOut({ case: one.id, operation: one.operation, reason: "needs-state-the-target-cannot-reach", note });
      return;
    }
    await this.#reportNew(one, outcome, verdicts, sender);
    this.#count(one, outcome, verdicts);
  }

  /** Sends and judges a case. What another case may have left behind is no ground for a finding: then it is sent again alone. */
  async #try(one: Case, sender: Sender): Promise<{ readonly outcome: Outcome; readonly verdicts: Verdicts }> {
    const { outcome, shared } = await sender.send(one);
    const verdicts = this.#judge(one, outcome);
    if (!shared || (outcome.kind === "answered" && markedFindings(verdicts).length === 0)) return { outcome, verdicts };
    const alone = await sender.send(one, true);
    return { outcome: alone.outcome, verdicts: this.#judge(one, alone.outcome) };
  }

  #leaveOut(skipped: Skipped): void {
    this.#skipped.push(skipped);
    const { case: id, reason, note } = skipped;
    this.#emit({ type: "skipped", case: id, reason, note });
  }

  #judge(one: Case, outcome: Outcome): Verdicts {
    const { description, validator } = this.#context;
    return judge(one, outcome, { checks: this.#checks, description, validator });
  }

  /** Findings that no case before has shown, each sent a second time before it counts. */
  async #reportNew(one: Case, outcome: Outcome, verdicts: Verdicts, sender: Sender): Promise<void> {
    const fresh = markedFindings(verdicts).filter(({ mark }) => !this.#findings.has(mark));
    if (fresh.length === 0) return;
    const again = this.#judge(one, (await sender.send(one, true)).outcome);
    const confirmed = new Set(markedFindings(again).map(({ mark }) => mark));
    for (const marked of fresh) {
      const exchanges = exchangesOf(outcome);
      if (confirmed.has(marked.mark)) {
        const finding = this.#findingOf(one, marked, await this.#smallest(one, sender, marked.mark, exchanges));
        this.#findings.set(marked.mark, finding);
        this.#emit({ type: "finding", finding, confirmed: true });
      } else {
        this.#tally.addUntold("not-confirmed");
        this.#emit({ type: "finding", finding: this.#findingOf(one, marked, exchanges), confirmed: false });
      }
    }
  }

  /** A random case shows more than it must: its exchanges when everything is left out that the finding does not need. */
  async #smallest(one: Case, sender: Sender, mark: string, exchanges: readonly Exchange[]): Promise<readonly Exchange[]> {
    const { description, validator } = this.#context;
    const schema = one.kind === "random" ? chooseMedia(description.operation(one.operation).body?.media ?? [])?.schema : undefined;
    if (!schema) return exchanges;
    let smallest = exchanges;
    const shows = async (candidate: Case): Promise<boolean> => {
      const { outcome } = await sender.send(candidate, true);
      const shown = markedFindings(this.#judge(candidate, outcome)).some((marked) => marked.mark === mark);
      if (shown) smallest = exchangesOf(outcome);
      return shown;
    };
    await shrink(one, { validator, schema, sent: jsonOf(exchanges.at(-1)?.request.body), shows });
    return smallest;
  }

  #findingOf(one: Case, { check, found, mark }: Marked, exchanges: readonly Exchange[]): Finding {
    const { operation, at } = found;
    // First the exchanges: what is secret in them is known from then on.
    const redacted = redactExchanges(exchanges, this.#redaction);
    const message = this.#redaction.secrets.redact(found.message);
    const hasToken = (account: string): boolean => this.#options.config.accounts[account]?.token !== undefined;
    const script = curlScript({ title: `${one.id}: ${message}`, exchanges, account: one.account, hasToken, redaction: this.#redaction });
    const { id, severity } = check;
    return { check: id, severity, operation, message, at, case: one.id, fingerprint: mark, exchanges: redacted, script };
  }

  #count(one: Case, outcome: Outcome, verdicts: Verdicts): void {
    const { description } = this.#context;
    for (const verdict of verdicts.values()) if (verdict.kind === "untold") this.#tally.addUntold(verdict.reason);
    if (outcome.kind !== "answered") this.#tally.addUntold(outcome.kind);
    const last = exchangesOf(outcome).at(-1);
    if (outcome.kind === "not-implemented" && last) this.#coverage.notImplemented(last.step.operation);
    const status = outcome.kind === "answered" ? last?.response.status : undefined;
    if (status !== undefined) {
      this.#tally.judged += 1;
      const isFaulty = [...verdicts].some(([check, { kind }]) => kind === "finding" && check.severity !== "note");
      if (!isFaulty) {
        this.#tally.passed += 1;
        if (one.kind !== "method") this.#coverage.matched(description.operation(one.operation), status);
      }
    }
    this.#emit({
      type: "case.end",
      case: one.id,
      outcome: outcome.kind,
      ...("why" in outcome ? { why: this.#redaction.secrets.redact(outcome.why) } : {}),
      ...(status === undefined ? {} : { status }),
      verdicts: Object.fromEntries(
        [...verdicts].flatMap(([check, { kind }]) => (kind === "not-applicable" ? [] : [[check.id, kind] as const])),
      ),
      steps: one.steps.map((step) => redactStep(step, this.#redaction)),
    });
  }

  #end(planned: Planned, broken: string | undefined): RunResult {
    const { description, only } = this.#options;
    const operations = description.operations.filter(({ id }) => only === undefined || planned.cases.some((one) => one.operation === id));
    const cells = this.#coverage.table(operations, this.#skipped);
    for (const { cell, state } of cells) this.#emit({ type: "coverage", cell, state });
    const findings = [...this.#findings.values()];
    const faults = findings.filter(({ severity }) => severity !== "note").length;
    const { untold, judged } = this.#tally;
    const counts = this.#tally.counts(planned.cases.length, faults, this.#skipped.length);
    const { exit, why } = settle({ counts, faults, untold, judged, broken, thin: this.#thin(cells) });
    this.#emit({ type: "run.end", exit, counts, untold, ...(why === undefined ? {} : { why }) });
    return { exit, why, findings, counts, untold };
  }

  /** Of targets elsewhere, of other people's descriptions and of parts of a run nobody says that all can be reached. */
  #thin(cells: readonly CellState[]): string | undefined {
    const { description, target, only, account } = this.#options;
    if (!description.gatehouse || !target.local || only !== undefined || account !== undefined) return undefined;
    const { unreached, declared, share } = unreachedShare(cells);
    if (share <= UNREACHED_LIMIT) return undefined;
    return `${unreached} of ${declared} declared error statuses were not reached, more than ${UNREACHED_LIMIT * 100} %`;
  }

  #emit(event: EventBody): void {
    const numbered = { n: this.#n++, ...event } as Event;
    for (const reporter of this.#options.reporters ?? []) reporter.on(numbered);
  }
}

type EventBody = Event extends infer E ? (E extends Event ? Omit<E, "n"> : never) : never;
