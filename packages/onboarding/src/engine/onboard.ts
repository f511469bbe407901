import { type Failure, StandsInTheWay, whyOf } from "./failure.js";
import { type Report, reportOf, type VendorReport } from "./report.js";
import { Desk, lastingInputs, type Outcome, type Run } from "./run.js";
import type { AnyStep, Facts } from "./step.js";

/**
 * Brings a customer in at every vendor, or finishes what earlier runs have begun. What is there is not made again; a vendor that fails does
 * not stop the others. Never rejects because of a vendor.
 */
export async function onboard(run: Run): Promise<Report> {
  await run.journal.enter(run.customer, Object.fromEntries(run.vendors.map((one) => [one.vendor.id, lastingInputs(one)])));
  return reportOf(
    run.vendors.map((connected) => () => onboardAt(new Desk(run, connected))),
    run.signal,
  );
}

async function onboardAt(desk: Desk): Promise<VendorReport> {
  const { run, vendor } = desk;
  const report = (outcome: VendorReport["outcome"], failures: readonly Failure[] = []): VendorReport => ({
    vendor,
    outcome,
    failures,
    stays: run.journal.vendor(run.customer.domain, vendor.id)?.stays ?? [],
  });
  if (run.signal.aborted) return report("open");
  run.tell({ type: "vendor.start", vendor });
  for (const step of vendor.steps) {
    if (run.signal.aborted) return report("open");
    run.tell({ type: "step.start", vendor, step });
    try {
      const outcome = await bring(desk, step);
      const made = desk.entry(step)?.facts;
      run.tell({ type: "step.end", vendor, step, outcome, ...(step.says && made && { says: step.says(made) }) });
    } catch (error) {
      if (run.journal.broken) throw error;
      if (run.signal.aborted) return report("open");
      const why = whyOf(error, vendor, run.hidden);
      run.tell({ type: "step.failed", vendor, step, why });
      return report("failed", [{ step, why }]);
    }
  }
  return report("done");
}

/** Sees to it that what the step makes is there. */
async function bring(desk: Desk, step: AnyStep): Promise<Outcome> {
  const entry = desk.entry(step);
  const look = desk.look(step);
  if (entry?.state === "begun" || entry?.state === "undoing") {
    await step.settle?.(look);
    const found = await step.find?.(look);
    if (found && !isSame(found, entry.facts)) throw another(step);
    if (!found && step.lost && entry.state === "begun") await desk.stays(step.lost(look));
    await make(desk, step, true, found);
    return found ? "there" : "made";
  }
  if (entry?.state === "done" && !step.find) return "there";
  const found = await step.find?.(look);
  if (!found) {
    if (entry?.state === "done") await redoLater(desk, step);
    await make(desk, step, false);
    return "made";
  }
  if (entry?.state === "done") {
    if (!isSame(found, entry.facts)) throw another(step);
    return "there";
  }
  const isOurs = entry?.state === "stays" && isSame(found, entry.facts);
  if (!isOurs && step.found !== "keep") {
    throw new StandsInTheWay(
      "there is one already, and this journal did not make it: take it away there, or choose another name or number",
    );
  }
  await desk.set(step, { state: "done", facts: found, ...(!isOurs && { before: true }) });
  return isOurs ? "there" : "kept";
}

async function make(desk: Desk, step: AnyStep, again: boolean, found?: Facts): Promise<void> {
  const notes = again ? desk.entry(step)?.notes : undefined;
  await desk.set(step, { state: "begun", ...(notes && { notes }) });
  const work = desk.work(step, again);
  const facts = again && step.resume ? await step.resume(work, found) : (found ?? (await step.do(work)));
  const { notes: noted } = desk.entry(step) ?? {};
  await desk.set(step, { state: "done", facts, ...(noted && { notes: noted }), ...(work.foundBefore() && { before: true }) });
}

/** Something is gone and is made anew: what came after it may have gone with it, and where the vendor cannot be asked it is done again. */
async function redoLater(desk: Desk, step: AnyStep): Promise<void> {
  const later = desk.vendor.steps.slice(desk.vendor.steps.indexOf(step) + 1).filter((one) => !one.find);
  for (const one of later) {
    const entry = desk.entry(one);
    if (entry) await desk.change({ [one.id]: { ...entry, state: "begun" } });
  }
}

/** Whether what was found is what the journal knows, as far as it knows anything. */
const isSame = (found: Facts, known: Facts = found) => Object.entries(found).every(([name, value]) => known[name] === value);

const another = ({ title }: AnyStep) => new StandsInTheWay(`another ${title} is there than the one that the journal knows`);
