import { whyOf } from "./failure.js";
import type { StepEntry } from "./journal.js";
import { type Connected, Desk, type Run } from "./run.js";
import type { AnyStep, Vendor } from "./step.js";

/** How a step stands: by the journal, and by the vendor. */
export interface StepStatus {
  readonly step: AnyStep;
  /** Absent: it has not begun, or nothing of it is left. */
  readonly journal: StepEntry["state"] | undefined;
  /** What the vendor says; `unasked` where it cannot be asked, or there is nothing to ask for. */
  readonly vendor: "there" | "not there" | "unasked" | { readonly failed: string };
}

/** How a customer stands at one vendor. */
export interface VendorStatus {
  readonly vendor: Vendor;
  readonly steps: readonly StepStatus[];
  readonly stays: readonly string[];
}

/** Looks at what the journal says is there. Changes nothing, at no vendor and in no journal. */
export async function statusOf(run: Run): Promise<readonly VendorStatus[]> {
  return Promise.all(run.vendors.map((connected) => statusAt(run, connected)));
}

async function statusAt(run: Run, connected: Connected): Promise<VendorStatus> {
  const { vendor } = connected;
  const desk = new Desk(run, connected);
  const steps: StepStatus[] = [];
  for (const step of vendor.steps) {
    const journal = desk.entry(step)?.state;
    steps.push({ step, journal, vendor: journal === undefined || journal === "stays" ? "unasked" : await seen(desk, step) });
  }
  return { vendor, steps, stays: run.journal.vendor(run.customer.domain, vendor.id)?.stays ?? [] };
}

async function seen(desk: Desk, step: AnyStep): Promise<StepStatus["vendor"]> {
  if (!step.find) return "unasked";
  try {
    return (await step.find(desk.look(step))) ? "there" : "not there";
  } catch (error) {
    return { failed: whyOf(error, desk.vendor, desk.run.hidden) };
  }
}
