import type { Failure } from "./failure.js";
import type { Vendor } from "./step.js";

/** How it went at one vendor. */
export interface VendorReport {
  readonly vendor: Vendor;
  /** `open`: the run was interrupted before this vendor's last step. */
  readonly outcome: "done" | "failed" | "open";
  readonly failures: readonly Failure[];
  /** What stays at the vendor for good. */
  readonly stays: readonly string[];
}

/** How a run went. */
export interface Report {
  readonly interrupted: boolean;
  readonly vendors: readonly VendorReport[];
}

/** Runs one vendor after the other, whatever becomes of each. */
export async function reportOf(all: readonly (() => Promise<VendorReport>)[], signal: AbortSignal): Promise<Report> {
  const vendors: VendorReport[] = [];
  for (const one of all) vendors.push(await one());
  return { interrupted: signal.aborted && vendors.some(({ outcome }) => outcome === "open"), vendors };
}
