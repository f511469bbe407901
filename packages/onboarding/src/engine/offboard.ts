import { endsVendor, type Failure, whyOf } from "./failure.js";
import { type Report, reportOf, type VendorReport } from "./report.js";
import { Desk, type Outcome, type Run } from "./run.js";
import type { AnyStep } from "./step.js";

/**
 * Takes a customer out again, whatever state it is in: the last vendor first, the last step first. A step or a vendor that fails does not
 * stop the others. Never rejects because of a vendor.
 */
export function offboard(run: Run): Promise<Report> {
  return reportOf(
    run.vendors.toReversed().map((connected) => () => offboardAt(new Desk(run, connected))),
    run.signal,
  );
}

async function offboardAt(desk: Desk): Promise<VendorReport> {
  const { run, vendor } = desk;
  const { domain } = run.customer;
  const failures: Failure[] = [];
  const report = (outcome: VendorReport["outcome"]): VendorReport => {
    return { vendor, outcome, failures, stays: run.journal.vendor(domain, vendor.id)?.stays ?? [] };
  };
  const open = vendor.steps.filter((step) => (desk.entry(step)?.state ?? "stays") !== "stays").toReversed();
  if (run.signal.aborted) return report(open.length > 0 ? "open" : "done");
  if (open.length > 0) run.tell({ type: "vendor.start", vendor });
  for (const step of open) {
    if (run.signal.aborted) return report("open");
    run.tell({ type: "step.start", vendor, step });
    try {
      run.tell({ type: "step.end", vendor, step, outcome: await takeAway(desk, step) });
    } catch (error) {
      if (run.journal.broken) throw error;
      if (run.signal.aborted) return report("open");
      const why = whyOf(error, vendor, run.hidden);
      run.tell({ type: "step.failed", vendor, step, why });
      failures.push({ step, why });
      // What may be there can only be looked for while what it hangs on is there.
      if (endsVendor(error) || desk.entry(step)?.state === "begun") break;
    }
  }
  if (failures.length > 0) return report("failed");
  // Also those of steps that came to nothing.
  await run.secrets.forget({ customer: domain, vendor: vendor.id });
  return report("done");
}

async function takeAway(desk: Desk, step: AnyStep): Promise<Outcome> {
  const entry = desk.entry(step)!;
  const look = desk.look(step);
  const gone = { [step.id]: undefined };
  if (entry.before) {
    await desk.change(gone);
    return "left";
  }
  let made = entry.facts;
  if (entry.state === "begun") {
    await step.settle?.(look);
    made = await step.find?.(look);
    if (!made && step.find) {
      if (step.lost) await desk.stays(step.lost(look));
      await desk.change(gone);
      return "nothing";
    }
  }
  await desk.set(step, { ...entry, state: "undoing", ...(made && { facts: made }) });
  await step.undo?.(look, made);
  const stays = step.stays?.(look, made);
  if (stays === undefined) {
    await desk.change(gone);
    return step.undo ? "taken away" : "nothing";
  }
  await desk.stays(stays);
  await desk.set(step, { ...entry, state: "stays", ...(made && { facts: made }) });
  return step.undo ? "taken away" : "stays";
}
