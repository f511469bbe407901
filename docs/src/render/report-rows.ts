import { type Figure, holds, type Report } from "../model/report.js";

/** One figure as texts, the same for every form of the page. */
export interface FigureRow {
  readonly name: string;
  readonly measured: string;
  /** Empty where the figure is told only. */
  readonly target: string;
  readonly peers: string;
}

/** The rows of a report's table, in the order in which they were measured. */
export function figureRows({ figures }: Report): readonly FigureRow[] {
  return Object.entries(figures).map(([name, figure]) => ({
    name,
    ...figureTexts(figure),
    peers: Object.entries(figure.peers ?? {})
      .map(([peer, value]) => `${peer} ${number(value)}`)
      .join(", "),
  }));
}

/** What was measured and whether that is enough, for a sentence. */
export function figureTexts(figure: Figure): Pick<FigureRow, "measured" | "target"> {
  return { measured: `${number(figure.value)} ${figure.unit}`, target: targetText(figure) };
}

/** One sentence: what measured a report, of which commit, when and where. */
export function reportOrigin({ commit, date, machine }: Report): string {
  return `Measured on ${date} at commit ${commit.slice(0, 7)}, on ${machine.cpus} cores (${machine.model}).`;
}

function targetText(figure: Figure): string {
  if (!figure.target) return "";
  const bound = "atMost" in figure.target ? `at most ${number(figure.target.atMost)}` : `at least ${number(figure.target.atLeast)}`;
  return `${bound}: ${holds(figure) ? "held" : "missed"}`;
}

function number(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 4 });
}
