import { plainText } from "@gatehouse/command-line";
import type { Customer } from "../customer.js";
import type { Report } from "../engine/report.js";
import { painter, type Screen } from "./screen.js";

/** What a run came to, for people. */
export function summary(
  screen: Screen,
  {
    way,
    customer,
    report,
    secrets,
  }: { readonly way: "onboard" | "offboard"; readonly customer: Customer; readonly report: Report; readonly secrets: string },
): readonly string[] {
  const paint = painter(screen);
  const again = (command: string) => `gatehouse-onboarding ${command} --customer ${quoted(customer.name)}`;
  const failed = report.vendors.flatMap(({ vendor, failures }) => failures.map(({ step, why }) => `  ${vendor.id}: ${step.title}: ${why}`));
  const stays = report.vendors.flatMap((one) => one.stays.map((what) => `  ${one.vendor.id}: ${what}`));
  const isDone = !report.interrupted && failed.length === 0;
  const lines: string[] = [];
  if (report.interrupted) lines.push(paint("yellow", `Interrupted. What was begun is in the journal.`));
  else if (isDone) lines.push(paint("green", `${customer.name} is ${way === "onboard" ? "on board" : "off board"}.`));
  else lines.push(paint("red", `${customer.name} is not ${way === "onboard" ? "on board" : "off board"} yet. What failed:`));
  lines.push(...failed.map(plainText));
  if (way === "onboard" && isDone) lines.push(`Secrets that no vendor shows again: ${plainText(secrets)}`);
  // What was left behind by an earlier life of a customer is no news while it is on board.
  if (stays.length > 0 && way === "offboard") lines.push("What stays, because a vendor takes nothing back:", ...stays.map(plainText));
  if (!isDone && way === "onboard") lines.push(`To finish: ${again("onboard")}`, `To take it back: ${again("offboard")}`);
  if (!isDone && way === "offboard") lines.push(`To finish: ${again("offboard")}`);
  return lines;
}

const quoted = (text: string) => `'${plainText(text).replaceAll("'", `'\\''`)}'`;
