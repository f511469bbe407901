import { createSandbox, SANDBOX_ORIGIN, type Sandbox } from "@gatehouse/sandbox";
import { connectAll, sameAsBegun } from "../../src/connect.js";
import { customerNamed } from "../../src/customer.js";
import { Journal } from "../../src/engine/journal.js";
import { offboard } from "../../src/engine/offboard.js";
import { onboard } from "../../src/engine/onboard.js";
import type { Report } from "../../src/engine/report.js";
import type { Run, RunEvent } from "../../src/engine/run.js";
import { Hidden } from "../../src/engine/secret-store.js";
import type { Environment } from "../../src/inputs.js";
import { vendors } from "../../src/vendors/index.js";
import { memoryJournal, memorySecrets } from "./memory.js";
import { type Effect, type Surroundings, type Trap, trapped } from "./trap.js";

/** The number of every QR code that is drawn here, unless another is given. */
export const QR_NUMBER = "0b6f4c1e-58d2-4f7a-9a36-c1d85e2b7f90";

/** A sandbox with its virtual clock, and what runs leave on this side: a journal and secrets. */
export interface World extends Omit<Surroundings, "fetch" | "clock"> {
  readonly sandbox: Sandbox;
  readonly journal: ReturnType<typeof memoryJournal>;
  readonly secrets: ReturnType<typeof memorySecrets>;
}

export const createWorld = (sandbox = createSandbox()): World => ({ sandbox, journal: memoryJournal(), secrets: memorySecrets() });

export interface Going {
  readonly name?: string;
  readonly domain?: string;
  readonly contact?: string;
  readonly uuid?: string;
  /** One vendor alone. */
  readonly only?: string;
  readonly environment?: Environment;
  readonly trap?: Trap;
}

/** What a run came to; `killed` where its process was. */
export interface Gone {
  readonly report: Report | "killed";
  readonly events: readonly RunEvent[];
  readonly effects: readonly Effect[];
}

/** A run in a process of its own, as far as it can tell: clients, tokens and what it knows are new each time. */
export async function go(world: World, way: "onboard" | "offboard", going: Going = {}): Promise<Gone> {
  const { surroundings, effects, signal, death } = trapped(
    { ...world, fetch: world.sandbox.fetch, clock: world.sandbox.clock },
    going.trap,
  );
  const events: RunEvent[] = [];
  const run = await prepare(surroundings, going, signal, (event) => events.push(event));
  const report = await Promise.race([(way === "onboard" ? onboard : offboard)(run), death]);
  return { report, events, effects };
}

/** A run that has not begun. */
export async function prepare(
  { fetch, clock, journal: store, secrets }: Surroundings,
  { name = "Birch Bank", environment = {}, uuid = QR_NUMBER, only, ...given }: Going = {},
  signal = new AbortController().signal,
  tell: Run["tell"] = () => {},
): Promise<Run> {
  const hidden = new Hidden();
  const customer = customerNamed(name, given);
  const journal = await Journal.open(store);
  const chosen = vendors.filter(({ id }) => only === undefined || id === only);
  const connected = connectAll(chosen, { environment, sandbox: SANDBOX_ORIGIN, hidden, platform: { fetch, clock } });
  sameAsBegun(journal, customer, connected);
  return { vendors: connected, customer, journal, secrets, hidden, clock, uuid: () => uuid, signal, tell };
}

/** A run of a whole world without a trap. */
export const prepareIn = ({ sandbox, journal, secrets }: World, going?: Going): Promise<Run> =>
  prepare({ fetch: sandbox.fetch, clock: sandbox.clock, journal, secrets }, going);

/** Outcomes of a report by vendor. */
export const outcomes = (report: Report | "killed") =>
  report === "killed" ? report : Object.fromEntries(report.vendors.map(({ vendor, outcome }) => [vendor.id, outcome]));

export const ALL_DONE: Readonly<Record<string, string>> = {
  "entrust-idaas": "done",
  "imageware-gmi": "done",
  "thales-idpv": "done",
  "basip-panel": "done",
};
