import { randomUUID } from "node:crypto";
import { join, parse, resolve } from "node:path";
import { type Command, CommandError, createCommand, EXIT, InvalidArgumentError, runCommand } from "@gatehouse/command-line";
import { systemClock } from "@gatehouse/runtime";
import { connectAll, sameAsBegun } from "./connect.js";
import { type Customer, customerNamed } from "./customer.js";
import { Journal } from "./engine/journal.js";
import { offboard } from "./engine/offboard.js";
import { onboard } from "./engine/onboard.js";
import type { Run } from "./engine/run.js";
import { Hidden } from "./engine/secret-store.js";
import { statusOf } from "./engine/status.js";
import { isThisMachine } from "./inputs.js";
import { reach } from "./reach.js";
import { journalFile } from "./state/journal-file.js";
import { lock } from "./state/lock.js";
import { secretFiles } from "./state/secret-files.js";
import { progress } from "./terminal/progress.js";
import { screenOf } from "./terminal/screen.js";
import { standingOf, statusLines } from "./terminal/status-lines.js";
import { summary } from "./terminal/summary.js";
import { vendors } from "./vendors/index.js";

interface Flags {
  readonly customer?: string;
  readonly domain?: string;
  readonly contact?: string;
  readonly journal: string;
  readonly sandbox: string;
}

const program = createCommand({
  name: "gatehouse-onboarding",
  summary: "Brings a customer in at every vendor, and out again. Whatever happens on the way, the same command finishes it.",
  examples: [
    "gatehouse-onboarding onboard --customer 'Birch Bank' --contact mira@birch-bank.example",
    "gatehouse-onboarding status",
    "gatehouse-onboarding offboard --customer 'Birch Bank'",
  ],
  exitCodes: {
    [EXIT.ok]: "done; for status: every customer is on board or off board",
    [EXIT.findings]: "something failed, which is reported by vendor; for status: something is unfinished or not there",
    [EXIT.untold]: "wrong usage, or nothing answers: nothing was begun",
    [EXIT.interrupted]: "ended by Ctrl-C; the same command goes on",
  },
  packageUrl: new URL("../package.json", import.meta.url),
});

const common = (command: Command) =>
  command
    .option("--customer <name>", "who it is about, such as 'Birch Bank'")
    .option("--domain <label>", "the customer's domain, one DNS label; default: follows from the name")
    .option("--journal <file>", "what was done is kept here; secrets beside it", ".gatehouse/onboarding.json")
    .option("--sandbox <url>", "where npm start serves, for vendors whose address is not set", sandboxAddress, "http://127.0.0.1:4010");

common(program.command("onboard").description("bring a customer in, or finish what was begun"))
  .option("--contact <address>", "e-mail address of its first user; default: admin@DOMAIN.example")
  .action((flags: Flags) => change("onboard", flags));
common(program.command("offboard").description("take a customer out, whatever state it is in")).action((flags: Flags) =>
  change("offboard", flags),
);
common(program.command("status").description("tell how far a customer is, or every one")).action(status);

const screen = screenOf(process.stdout, process.env);

await runCommand(program);

async function change(way: "onboard" | "offboard", flags: Flags): Promise<void> {
  const unlock = await lock(`${flags.journal}.lock`);
  const { signal, end } = untilCtrlC();
  try {
    const { journal, place, prepare } = await open(flags);
    const customer = way === "onboard" ? customerOf(journal, flags) : known(journal, flags);
    const run = await prepare(customer);
    const report = await (way === "onboard" ? onboard : offboard)({ ...run, signal });
    if (report.interrupted) throw interrupted();
    for (const line of summary(screen, { way, customer, report, secrets: place(customer.domain) })) screen.line(line);
    process.exitCode = report.vendors.some(({ failures }) => failures.length > 0) ? EXIT.findings : EXIT.ok;
  } finally {
    end();
    await unlock();
  }
}

async function status(flags: Flags): Promise<void> {
  const { journal, prepare } = await open(flags);
  const { signal, end } = untilCtrlC();
  const all = flags.customer === undefined && flags.domain === undefined ? journal.domains : [known(journal, flags).domain];
  if (all.length === 0) screen.line("no customer yet");
  for (const domain of all) {
    const run = await prepare(entered(journal, domain));
    const standing = await statusOf({ ...run, signal });
    if (signal.aborted) throw interrupted();
    for (const line of statusLines(screen, run.customer.name, standing)) screen.line(line);
    if (standingOf(standing) === "unfinished") process.exitCode = EXIT.findings;
  }
  end();
}

async function open({ journal: file, sandbox }: Flags) {
  const journal = await Journal.open(journalFile(file));
  const { dir, name } = parse(resolve(file));
  const secrets = secretFiles(join(dir, `${name}-secrets`));
  const hidden = new Hidden();
  const prepare = async (customer: Customer): Promise<Omit<Run, "signal">> => {
    const connected = connectAll(vendors, { environment: process.env, sandbox, hidden });
    sameAsBegun(journal, customer, connected);
    await reach(connected);
    const tell = progress(screen);
    return { vendors: connected, customer, journal, secrets, hidden, clock: systemClock, uuid: randomUUID, tell };
  };
  return { journal, place: secrets.place, prepare };
}

/** Ctrl-C as a signal to end in order; pressed twice, the process ends at once. */
function untilCtrlC() {
  const abort = new AbortController();
  const interrupt = () => abort.abort();
  process.once("SIGINT", interrupt);
  return { signal: abort.signal, end: () => void process.off("SIGINT", interrupt) };
}

function interrupted(): CommandError {
  screen.passing("");
  const hint = "the same command goes on; offboard takes back what was done";
  return new CommandError("interrupted", { hint, exitCode: EXIT.interrupted });
}

/** The customer as it was begun, or a new one. */
function customerOf(journal: Journal, flags: Flags): Customer {
  const given = customerNamed(named(flags), flags);
  const entry = journal.customer(given.domain);
  if (!entry) return given;
  const customer = entered(journal, given.domain);
  const isOff = Object.values(entry.vendors).every(({ steps }) => Object.values(steps).every(({ state }) => state === "stays"));
  if (customer.name.toLowerCase() !== given.name.toLowerCase())
    throw new CommandError(`${given.domain} is the domain of ${customer.name} already`, { hint: "choose another with --domain" });
  if (isOff) return { ...customer, contact: given.contact };
  if (flags.contact !== undefined && flags.contact !== customer.contact)
    throw new CommandError(`${customer.name} was begun with --contact ${customer.contact}`, { hint: "leave it out, or off-board first" });
  return customer;
}

/** A customer that the journal has. */
function known(journal: Journal, flags: Flags): Customer {
  const { domain } = customerNamed(flags.customer ?? flags.domain ?? named(flags), flags);
  if (journal.customer(domain)) return entered(journal, domain);
  const names = journal.domains.map((one) => entered(journal, one).name);
  throw new CommandError(`the journal ${flags.journal} has no customer ${domain}`, {
    hint: names.length > 0 ? `it has ${names.join(", ")}` : "it has none yet",
  });
}

function entered(journal: Journal, domain: string): Customer {
  const { name, contact } = journal.customer(domain)!;
  return { name, domain, contact };
}

function named({ customer }: Flags): string {
  if (customer === undefined) throw new CommandError("no customer is named", { hint: "--customer 'Birch Bank'" });
  return customer;
}

function sandboxAddress(text: string): string {
  if (isThisMachine(text)) return text;
  throw new InvalidArgumentError("It takes an address of this machine; for a vendor set its own variable.");
}
