import type { PromiseKept } from "../model/promises.js";
import { list } from "./markdown-parts.js";
import { figureTexts } from "./report-rows.js";

/** What stands behind a promise, as texts with code in backticks: the same in every form of the page. */
export function promiseProofs({ tests, command, figure }: PromiseKept): readonly string[] {
  return [...measured(figure, command), `Held by ${tests.map((path) => `\`${path}\``).join(", ")}.`];
}

function measured(figure: PromiseKept["figure"], command: string | undefined): string[] {
  if (!figure) return command === undefined ? [] : [`Printed by \`${command}\`.`];
  const { measured: value, target } = figureTexts(figure.value);
  return [`Measured: ${value}${target && ` (${target})`}, by \`${command}\`.`];
}

/** One line for each promise. */
export function promisesMarkdown(promises: readonly PromiseKept[]): string {
  return list(promises.map((promise) => [promise.promise, ...promiseProofs(promise)].join(" ")));
}
