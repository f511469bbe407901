import { plainText } from "@gatehouse/command-line";
import type { Outcome, RunEvent } from "../engine/run.js";
import { painter, type Screen } from "./screen.js";

/** What an outcome reads like. */
const WORDS: Readonly<Record<Outcome, string>> = {
  made: "done",
  there: "there already",
  kept: "was there before, kept",
  "taken away": "taken away",
  left: "was there before, left",
  stays: "stays at the vendor",
  nothing: "nothing to take away",
};

/** Shows each step as it happens: on a terminal under its vendor, in a log as a line that stands for itself. */
export function progress(screen: Screen): (event: RunEvent) => void {
  const paint = painter(screen);
  return (event) => {
    if (event.type === "vendor.start") {
      if (screen.live) screen.line(paint("bold", event.vendor.title));
      return;
    }
    const { vendor, step } = event;
    if (event.type === "step.start") return screen.passing(`  … ${plainText(step.title)}`);
    if (event.type === "step.failed") {
      if (screen.live) screen.line(`  ${paint("red", "✗")} ${plainText(step.title)} ${paint("red", event.why)}`);
      else screen.line(plainText(`${vendor.id}: ${step.title}: failed: ${event.why}`));
      return;
    }
    const words = WORDS[event.outcome];
    const says = event.says ? ` (${event.says})` : "";
    if (screen.live) screen.line(`  ${paint("green", "✓")} ${plainText(step.title)} ${paint("grey", `${words}${says}`)}`);
    else screen.line(plainText(`${vendor.id}: ${step.title}: ${words}${says}`));
  };
}
