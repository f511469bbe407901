import { plainText } from "@gatehouse/command-line";
import type { StepStatus, VendorStatus } from "../engine/status.js";
import { painter, type Screen } from "./screen.js";

/** What a customer's standing comes to. */
export type Standing = "on board" | "off board" | "unfinished";

/** `on board` where everything is done and nothing is known to be missing; `off board` where nothing is left but what stays. */
export function standingOf(vendors: readonly VendorStatus[]): Standing {
  const steps = vendors.flatMap((one) => one.steps);
  if (steps.every(({ journal, vendor }) => journal === "done" && (vendor === "there" || vendor === "unasked"))) return "on board";
  return steps.every(({ journal }) => journal === undefined || journal === "stays") ? "off board" : "unfinished";
}

/** A customer's standing, step by step. */
export function statusLines(screen: Screen, name: string, vendors: readonly VendorStatus[]): readonly string[] {
  const paint = painter(screen);
  const standing = standingOf(vendors);
  const lines = vendors.flatMap(({ vendor, steps, stays }) => [
    ...steps
      .filter(({ journal }) => journal !== "stays" && (journal || standing !== "off board"))
      .map((step) => `  ${vendor.id}: ${step.step.title}: ${words(step)}`),
    ...stays.map((what) => `  ${vendor.id}: stays: ${what}`),
  ]);
  return [paint(standing === "unfinished" ? "yellow" : "green", `${name}: ${standing}`), ...lines.map(plainText)];
}

/** What the journal says. */
const KNOWN = { begun: "begun", done: "done", undoing: "half taken away", stays: "stays at the vendor" } as const;

function words({ journal, vendor }: StepStatus): string {
  if (journal === undefined) return "not there";
  if (typeof vendor === "object") return `${KNOWN[journal]}; the vendor could not be asked: ${vendor.failed}`;
  const seen = { there: "it is there", "not there": "it is not there", unasked: "the vendor cannot be asked" }[vendor];
  return `${KNOWN[journal]}; ${seen}`;
}
