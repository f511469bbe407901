import { mkdirSync, readFileSync, writeFileSync } from "node:fs";

/** A figure of the nightly report. */
export interface NightlyFigure {
  readonly value: number;
  readonly unit: string;
  readonly target?: { readonly atLeast: number } | { readonly atMost: number };
  readonly details?: readonly string[];
}

const FILE = ".results/nightly.json";

/** Leaves figures for the nightly report, beside those of this workspace's other files. */
export function writeNightlyFigures(figures: Readonly<Record<string, NightlyFigure>>): void {
  mkdirSync(".results", { recursive: true });
  writeFileSync(FILE, `${JSON.stringify({ figures: { ...kept(), ...figures } }, null, 2)}\n`);
}

function kept(): object {
  try {
    return (JSON.parse(readFileSync(FILE, "utf8")) as { readonly figures: object }).figures;
  } catch {
    return {}; // the first of this workspace
  }
}
