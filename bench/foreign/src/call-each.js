// Runs the documented sample of every operation of one description against a responder, and prints what came of it.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { operationNames, samplesOf } from "@gatehouse/codegen";
import { loadDescription } from "@gatehouse/description";
import { createClient } from "@gatehouse/runtime";
import ts from "typescript";
import { createResponder } from "./responder.js";

/**
 * @typedef {object} Calls
 * @property {readonly string[]} emitted Operations of the generated client as `GET /path`.
 * @property {number} called
 * @property {number} decoded
 * @property {number} valid Answers that were what the description says.
 * @property {number} judged Answers that a generated validator looked at.
 * @property {readonly string[]} misjudged Those of them that it finds right where the contract checks find them wrong, or the other way round.
 * @property {readonly string[]} without Operations that declare no success.
 * @property {readonly string[]} failures `getTenant: sent without header X`.
 */

const [file = "", folder = ""] = process.argv.slice(2);
/** @param {string} code */
const javascript = (code) => ts.transpile(code, { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext });

// Beside the generated folder, which takes no other files.
/** @param {string} name */
const generated = async (name) => {
  const file = join(folder, `../${name}.js`);
  await writeFile(file, javascript(await readFile(join(folder, `${name}.ts`), "utf8")));
  return import(pathToFileURL(file).href);
};
const { api } = await generated("operations");
const { validation } = await generated("validation");
const description = await loadDescription(file);
const { of: names } = operationNames(description);
const samples = await samplesOf(description);
const responder = await createResponder(description);

const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
/** @type {readonly { readonly method: string, readonly path: string }[]} */
const emitted = Object.values(api.operations);
const result = {
  emitted: emitted.map(({ method, path }) => `${method} ${path}`),
  called: 0,
  decoded: 0,
  valid: 0,
  judged: 0,
  misjudged: /** @type {string[]} */ ([]),
  without: /** @type {string[]} */ ([]),
  failures: /** @type {string[]} */ ([]),
};
for (const view of description.operations) {
  const exchange = responder(view);
  if (!exchange) {
    result.without.push(view.id);
    continue;
  }
  result.called++;
  if (exchange.valid) result.valid++;
  judge(view, exchange);
  const wrong = await outcome(view, exchange);
  if (wrong.length === 0) result.decoded++;
  else result.failures.push(`${view.id}: ${wrong.join(", ")}`);
}
process.stdout.write(JSON.stringify(result));

/** @param {import("@gatehouse/description").OperationView} view @param {import("./responder.js").Exchange} exchange */
function judge(view, { status, expected, valid }) {
  const validator = validation[names.get(view.id)?.key ?? ""]?.[status];
  if (!validator) return;
  result.judged++;
  /** @type {readonly import("@gatehouse/runtime/validation").AnswerIssue[]} */
  const issues = validator["~standard"].validate(expected).issues ?? [];
  const [wrong] = issues.filter(({ breaking }) => breaking);
  if ((wrong === undefined) !== valid) result.misjudged.push(`${view.id}: ${wrong?.message ?? "right"}`);
}

/**
 * @param {import("@gatehouse/description").OperationView} view
 * @param {import("./responder.js").Exchange} exchange
 * @returns {Promise<readonly string[]>} What is wrong.
 */
async function outcome(view, exchange) {
  const [sample] = samples(view);
  if (!sample) return ["has no sample"];
  /** @type {unknown[]} */
  const answers = [];
  try {
    await runSample(sample, exchange, (answer) => answers.push(answer));
  } catch (error) {
    return [String(error)];
  }
  const problems = [...exchange.problems()];
  if (answers.length !== 1) problems.push(`answered ${answers.length} times`);
  else if (!(await same(answers[0], exchange.expected))) problems.push("the answer is not what was sent");
  return problems;
}

/**
 * @param {import("@gatehouse/codegen").Sample} sample
 * @param {import("./responder.js").Exchange} exchange
 * @param {(answer: unknown) => void} onAnswer
 */
async function runSample({ code, environment }, exchange, onAnswer) {
  const [, factory = ""] = /^import \{ (\w+) \}/.exec(code) ?? [];
  /** @param {object} options */
  const create = (options) => {
    const client = /** @type {Record<string, (...input: unknown[]) => Promise<unknown>>} */ (
      createClient(api, { .../** @type {any} */ (options), fetch: exchange.fetch, attempts: 1 })
    );
    // A client is frozen, and a proxy of a frozen object may not give anything else.
    return new Proxy(
      {},
      {
        get:
          (_, key) =>
          async (/** @type {unknown[]} */ ...input) => {
            const answer = await client[String(key)]?.(...input);
            onAnswer(answer);
            return answer;
          },
      },
    );
  };
  const env = Object.fromEntries(environment.map((name, index) => [name, index === 0 ? "https://responder.example" : "credential"]));
  const body = javascript(code.replace(/^import .*$/m, "")).replace(/^export \{\};$/m, "");
  await new AsyncFunction(factory, "process", body)(create, { env });
}

/** @param {unknown} a @param {unknown} b */
async function same(a, b) {
  if (!(a instanceof Blob && b instanceof Blob)) return isDeepStrictEqual(a, b);
  return Buffer.from(await a.arrayBuffer()).equals(Buffer.from(await b.arrayBuffer()));
}
