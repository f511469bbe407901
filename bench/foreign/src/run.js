// Generates, compiles and calls a client of every foreign description, and writes the figures to .results/figures.json.
// Exit codes: 0 – every target holds; 1 – one is missed.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { figure, missed } from "@gatehouse/repository/report";
import { describedOperations } from "./described.js";
import { descriptions } from "./descriptions.js";
import { examplesProgram } from "./examples.js";
import { json } from "./run-node.js";
import { callCost } from "./type-cost.js";
import { compilers, typecheck } from "./typecheck.js";

/** @typedef {import("@gatehouse/repository/report").Figure} Figure */

const RESULTS = fileURLToPath(new URL("../.results/", import.meta.url));
/** @param {string} name */
const script = (name) => fileURLToPath(new URL(name, import.meta.url));

/** Operations from which on a description is large: what a call costs there is measured. */
const LARGE = 300;

/** @type {Record<string, Figure>} */
const figures = {};
await rm(RESULTS, { recursive: true, force: true });
for (const description of descriptions) {
  const own = await figuresOf(description);
  for (const [name, figure] of Object.entries(own)) figures[`${description.name}: ${name}`] = figure;
  const line = Object.entries(own).map(([name, { value, unit }]) => `  ${name}: ${value} ${unit}`);
  process.stdout.write(`${description.name}\n${line.join("\n")}\n`);
}
await writeFile(join(RESULTS, "figures.json"), `${JSON.stringify({ figures }, null, 2)}\n`);

process.exitCode = missed(figures).length > 0 ? 1 : 0;

/**
 * @param {import("./descriptions.js").Foreign} description
 * @returns {Promise<Record<string, Figure>>}
 */
async function figuresOf({ name, file }) {
  const project = join(RESULTS, name);
  const folder = join(project, "generated");
  await mkdir(project, { recursive: true });

  /** @type {import("./generate.js").Generation} */
  const generation = await json([script("generate.js"), file, folder]);
  const described = await describedOperations(file);
  /** @type {import("./call-each.js").Calls} */
  const calls = await json([script("call-each.js"), file, folder]);
  const missing = described.filter((operation) => !calls.emitted.includes(operation));
  /** @type {import("./answers.js").Answers} */
  const answers = await json([script("answers.js"), file, folder]);
  const checks = [];
  for (const [compiler, path] of Object.entries(compilers)) checks.push(await checked(compiler, path, project));

  await writeFile(join(project, "examples.ts"), await examplesProgram(folder));
  const examples = await typecheck(compilers["TypeScript 7"], project, ["generated", "examples.ts"]);

  return {
    operations: figure(described.length - missing.length, "operations", { target: { atLeast: described.length }, details: missing }),
    "members of the client": figure(answers.operations, "operations", { target: { atLeast: described.length } }),
    "JSON answers": figure(answers.json, "operations"),
    "JSON answers typed unknown": figure((100 * answers.unknown.length) / Math.max(1, answers.json), "%", {
      target: { atMost: 2 },
      details: answers.unknown,
    }),
    "JSON answers without known members": figure(answers.loose.length, "operations", { details: answers.loose }),
    ...Object.assign({}, ...checks),
    ...(described.length >= LARGE && (await callCost(file, folder))),
    "examples that do not compile": figure(examples.errors.length, "examples", { details: examples.errors }),
    calls: figure(calls.called, "calls"),
    "calls decoded": figure(calls.decoded, "calls", { target: { atLeast: calls.called }, details: calls.failures }),
    "answers that fit their schema": figure(calls.valid, "answers"),
    "answers judged by generated validators": figure(calls.judged, "answers"),
    "answers judged otherwise than by the contract checks": figure(calls.misjudged.length, "answers", {
      target: { atMost: 0 },
      details: calls.misjudged,
    }),
    "operations without a declared success": figure(calls.without.length, "operations", { details: calls.without }),
    "features not carried": figure(generation.unsupported.length, "features", { details: generation.unsupported }),
    generation: figure(generation.seconds, "s"),
    "peak memory of the generation": figure(generation.peakMegabytes, "MB"),
  };
}

/** @param {string} compiler @param {string} path @param {string} project @returns {Promise<Record<string, Figure>>} */
async function checked(compiler, path, project) {
  const { errors, seconds, megabytes } = await typecheck(path, project, ["generated"]);
  return {
    [`errors, ${compiler}`]: figure(errors.length, "errors", { target: { atMost: 0 }, details: errors }),
    [`check, ${compiler}`]: figure(seconds, "s"),
    [`memory of the check, ${compiler}`]: figure(megabytes, "MB"),
  };
}
