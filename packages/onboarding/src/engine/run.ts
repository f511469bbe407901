import type { Clock } from "@gatehouse/runtime";
import type { Customer } from "../customer.js";
import type { Journal, StepEntry } from "./journal.js";
import { type Hidden, type SecretStore, secretsOf } from "./secret-store.js";
import type { AnyStep, Facts, Look, Vendor, Work } from "./step.js";

/** A vendor with its client, ready to work with. */
export interface Connected {
  readonly vendor: Vendor;
  readonly client: unknown;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Inputs that have to stay the same from a customer's first run to its last, by variable. */
export function lastingInputs({ vendor, inputs }: Connected): Readonly<Record<string, string>> {
  const lasting = Object.entries(vendor.variables).filter(([, variable]) => variable.lasting);
  return Object.fromEntries(lasting.map(([input, { name }]) => [name, inputs[input] ?? ""]));
}

/** What a step came to. */
export type Outcome =
  /** Onboarding: made now; it was there from an earlier run; it was there before the customer came. */
  | "made"
  | "there"
  | "kept"
  /** Off-boarding: taken away; left, since it was there before; it stays, for the vendor takes nothing back; there was nothing to take away. */
  | "taken away"
  | "left"
  | "stays"
  | "nothing";

/** What happens in a run, for who shows it. */
export type RunEvent =
  | { readonly type: "vendor.start"; readonly vendor: Vendor }
  | { readonly type: "step.start"; readonly vendor: Vendor; readonly step: AnyStep }
  | { readonly type: "step.end"; readonly vendor: Vendor; readonly step: AnyStep; readonly outcome: Outcome; readonly says?: string }
  | { readonly type: "step.failed"; readonly vendor: Vendor; readonly step: AnyStep; readonly why: string };

/** One customer, brought in or out. */
export interface Run {
  readonly vendors: readonly Connected[];
  readonly customer: Customer;
  readonly journal: Journal;
  readonly secrets: SecretStore;
  readonly hidden: Hidden;
  readonly clock: Clock;
  readonly uuid: () => string;
  readonly signal: AbortSignal;
  readonly tell: (event: RunEvent) => void;
}

type AnyLook = Look<unknown, Readonly<Record<string, string>>, Readonly<Record<string, Facts>>>;
type AnyWork = Work<unknown, Readonly<Record<string, string>>, Readonly<Record<string, Facts>>>;

/** One customer at one vendor: the journal's entries of its steps, and what steps get to work with. */
export class Desk {
  readonly vendor: Vendor;

  constructor(
    readonly run: Run,
    private readonly connected: Connected,
  ) {
    this.vendor = connected.vendor;
  }

  entry(step: AnyStep): StepEntry | undefined {
    return this.run.journal.step(this.run.customer.domain, this.vendor.id, step.id);
  }

  async set(step: AnyStep, entry: Omit<StepEntry, "since"> & { readonly since?: string }): Promise<void> {
    await this.change({ [step.id]: { since: new Date(this.run.clock.now()).toISOString(), ...entry } });
  }

  async change(entries: Readonly<Record<string, StepEntry | undefined>>): Promise<void> {
    await this.run.journal.setSteps(this.run.customer.domain, this.vendor.id, entries);
  }

  async stays(what: string): Promise<void> {
    await this.run.journal.addStays(this.run.customer.domain, this.vendor.id, this.run.hidden.in(what));
  }

  look(step: AnyStep): AnyLook {
    const { run, vendor } = this;
    const { steps = {} } = run.journal.vendor(run.customer.domain, vendor.id) ?? {};
    const entry = this.entry(step);
    return {
      client: this.connected.client,
      inputs: this.connected.inputs,
      customer: run.customer,
      made: Object.fromEntries(Object.entries(steps).flatMap(([id, { facts }]) => (facts ? [[id, facts]] : []))),
      notes: entry?.notes ?? {},
      since: entry ? Date.parse(entry.since) : run.clock.now(),
      secrets: secretsOf(run.secrets, { customer: run.customer.domain, vendor: vendor.id }, run.hidden),
      clock: run.clock,
      signal: run.signal,
    };
  }

  work(step: AnyStep, again: boolean): AnyWork & { readonly foundBefore: () => boolean } {
    let wasThere = false;
    return {
      ...this.look(step),
      again,
      note: async (facts) => {
        const entry = this.entry(step);
        if (!entry) throw new RangeError(`${step.id} notes something before it has begun`);
        await this.change({ [step.id]: { ...entry, notes: { ...entry.notes, ...facts } } });
      },
      nothing: async () => {
        if (!again) await this.change({ [step.id]: undefined });
      },
      before: () => {
        wasThere = true;
      },
      uuid: this.run.uuid,
      foundBefore: () => wasThere,
    };
  }
}
