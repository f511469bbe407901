import { stat } from "node:fs/promises";
import { join } from "node:path";
import { CommandError, createCommand, EXIT, InvalidArgumentError, runCommand } from "@gatehouse/command-line";
import { type ContractConfig, isDescriptionError, loadContractConfig, loadDescription } from "@gatehouse/description";
import type { Reporter } from "./event.js";
import { jsonReporter } from "./report/json-reporter.js";
import { junitReporter } from "./report/junit-reporter.js";
import { openReportFile, type ReportFile } from "./report/report-file.js";
import { terminalReporter } from "./report/terminal-reporter.js";
import { run } from "./run/run.js";
import { SettingsError } from "./send/settings.js";
import type { Target } from "./target.js";
import { httpTarget } from "./targets/http-target.js";

interface Flags {
  readonly target?: readonly (readonly [server: string, url: string])[];
  readonly clock?: string;
  readonly config?: string;
  readonly seed: number;
  readonly account?: string;
  readonly only?: string;
  readonly report?: readonly (readonly [kind: ReportKind, file: string])[];
}

const REPORTERS = { json: jsonReporter, junit: junitReporter } as const;
type ReportKind = keyof typeof REPORTERS;

const program = createCommand({
  name: "gatehouse-contract",
  summary: "Holds a server against its description: every answer, every refusal, the life of every resource.",
  examples: [
    "gatehouse-contract run specs/my-api --target http://127.0.0.1:4010/my-api",
    "gatehouse-contract run openapi.yaml --config contract.yaml --target users=https://a.example --target keys=https://b.example",
    "gatehouse-contract run specs/my-api --target $URL --seed 7 --only listItems/ --report json=run.json --report junit=run.xml",
  ],
  exitCodes: {
    0: "clean: everything that was asked was answered as described",
    1: "findings: the server and the description contradict each other; what could not be told is listed beside them",
    2: "could not tell: nothing listens, a credential is missing, the target implements nothing of it, wrong usage",
    130: "ended by Ctrl-C; no report is written",
  },
  packageUrl: new URL("../package.json", import.meta.url),
});

program
  .command("run")
  .description("check a server against a description")
  .argument("<description>", "folder with openapi.yaml and contract.yaml, or a description file")
  .option("--target <[server=]url>", "address of the server; repeatable where the API has more than one", collect(parseTarget))
  .option("--clock <url>", 'address that { "ms": N } is posted to where the server\'s clock is virtual; default: wait really')
  .option("--config <file>", "contract.yaml; default: the one beside the description")
  .option("--seed <n>", "chooses every free value", parseSeed, 1)
  .option("--account <name>", "account of contract.yaml that cases act as")
  .option("--only <prefix>", "cases whose id starts with it, such as an operation's name")
  .option("--report <kind=file>", "also write a report: json=FILE, junit=FILE; repeatable", collect(parseReport))
  .action(runAction);

await runCommand(program);

async function runAction(path: string, flags: Flags): Promise<void> {
  const description = await loading(() => loadDescription(path));
  const config = await loadConfig(path, flags.config);
  const target = targetOf(flags, config);
  const files = await openAll(flags.report ?? []);
  const abort = new AbortController();
  const interrupt = (): void => abort.abort();
  process.once("SIGINT", interrupt);
  try {
    const { exit } = await run({
      description,
      config,
      target,
      seed: flags.seed,
      reporters: [terminal(path, target), ...files.map(({ kind, file }) => REPORTERS[kind](file))],
      environment: process.env,
      signal: abort.signal,
      ...(flags.only === undefined ? {} : { only: flags.only }),
      ...(flags.account === undefined ? {} : { account: flags.account }),
    });
    process.exitCode = exit;
  } catch (error) {
    if (abort.signal.aborted) throw new CommandError("interrupted – no report was written", { exitCode: EXIT.interrupted });
    if (error instanceof SettingsError) throw new CommandError(error.message, { cause: error });
    throw error;
  } finally {
    process.off("SIGINT", interrupt);
    for (const { file } of files) await file.discard();
  }
}

function terminal(path: string, target: Target): Reporter {
  const { stdout } = process;
  const plain = process.env["NO_COLOR"] !== undefined && process.env["NO_COLOR"] !== "";
  const tty = stdout.isTTY === true && process.env["CI"] === undefined;
  return terminalReporter({
    write: (text) => void stdout.write(text),
    progress: tty,
    ...(target.address === undefined ? {} : { target: target.address }),
    colour: tty && !plain,
    folder: path.replace(/[^/\\]+\.(ya?ml|json)$/i, "").replace(/[/\\]+$/, ""),
  });
}

async function loadConfig(path: string, given: string | undefined): Promise<ContractConfig> {
  const folder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
  const beside = join(folder ? path : join(path, ".."), "contract.yaml");
  if (given === undefined && !folder && !(await stat(beside).catch(() => undefined))) return { servers: {}, accounts: {} };
  return await loading(async () => loadContractConfig(given ?? beside));
}

async function loading<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (isDescriptionError(error)) throw new CommandError(error.message, { cause: error });
    throw error;
  }
}

/** `--target`, else the variables that `contract.yaml` names for its servers. */
function targetOf({ target, clock }: Flags, config: ContractConfig): Target {
  const named = Object.entries(config.servers).flatMap(([server, { env }]) => {
    const url = env === undefined ? undefined : process.env[env];
    return url ? [[server, url] as const] : [];
  });
  const given = target ?? named;
  if (given.length === 0) {
    const variables = Object.values(config.servers).flatMap(({ env }) => env ?? []);
    const hint = variables.length === 0 ? "" : `, or set ${variables.join(", ")}`;
    throw new CommandError("no target", { hint: `give --target URL${hint}` });
  }
  try {
    return httpTarget(Object.fromEntries(given), clock === undefined ? {} : { clock });
  } catch (cause) {
    throw new CommandError((cause as Error).message, { cause });
  }
}

interface OpenReport {
  readonly kind: ReportKind;
  readonly file: ReportFile;
}

async function openAll(reports: readonly (readonly [ReportKind, string])[]): Promise<OpenReport[]> {
  const open: OpenReport[] = [];
  try {
    for (const [kind, path] of reports) open.push({ kind, file: await openReportFile(path) });
    return open;
  } catch (error) {
    for (const { file } of open) await file.discard();
    throw error;
  }
}

function parseTarget(text: string): readonly [string, string] {
  const match = /^(?:([A-Za-z][\w-]*)=)?(https?:\/\/.+)$/.exec(text);
  if (!match) throw new InvalidArgumentError("give [server=]http://host[:port][/path]");
  return [match[1] ?? "default", match[2]!];
}

function parseReport(text: string): readonly [ReportKind, string] {
  const match = /^(\w+)=(.+)$/s.exec(text);
  if (!match || !Object.hasOwn(REPORTERS, match[1]!))
    throw new InvalidArgumentError(`give ${Object.keys(REPORTERS).join("=FILE or ")}=FILE`);
  return [match[1] as ReportKind, match[2]!];
}

function parseSeed(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("give a whole number from 0 to 999999999");
  return Number(text);
}

function collect<T>(parse: (text: string) => T): (text: string, before: readonly T[] | undefined) => T[] {
  return (text, before = []) => [...before, parse(text)];
}
