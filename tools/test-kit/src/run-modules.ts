// Runs modules one after the other in one process: `{ file, environment }` comes in, `{ code, output }` goes out.
import { inspect } from "node:util";
import type { ModuleRun, ModuleTask } from "./module-runner.js";

/** What every module starts with. */
const { PATH } = process.env;
let output = "";
console.log = (...values: unknown[]) => {
  output += `${values.map((value) => (typeof value === "string" ? value : inspect(value))).join(" ")}\n`;
};

process.on("message", ({ file, environment }: ModuleTask) => void run(file, environment));

async function run(file: string, environment: ModuleTask["environment"]): Promise<void> {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, { PATH, ...environment });
  output = "";
  const answer = (code: number, text: string) => process.send!({ code, output: text } satisfies ModuleRun);
  try {
    await import(file);
    answer(0, output);
  } catch (error) {
    answer(1, `${output}${inspect(error)}`);
  }
}
