// What the calls of a generated client give, by its types as the compiler sees them: prints which of the JSON answers say nothing.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { operationNames } from "@gatehouse/codegen";
import { loadDescription } from "@gatehouse/description";
import ts from "typescript";

/**
 * @typedef {object} Answers
 * @property {number} operations Members of the client.
 * @property {number} json Operations that declare a JSON answer with 2xx.
 * @property {readonly string[]} unknown Those of them whose call gives `unknown`.
 * @property {readonly string[]} loose Those whose call gives a list of `unknown`, or an object without any known member.
 */

const [file = "", folder = ""] = process.argv.slice(2);
const description = await loadDescription(file);
const { of: names } = operationNames(description);
const entry = join(folder, "client.ts");
const program = ts.createProgram([entry], {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  types: [],
});
const checker = program.getTypeChecker();
const source = /** @type {ts.SourceFile} */ (program.getSourceFile(entry));

// The client is the type whose credentials have its name.
const [, name = ""] = /^export (?:interface|type) (\w+)Credentials\b/m.exec(await readFile(entry, "utf8")) ?? [];
const module = /** @type {ts.Symbol} */ (checker.getSymbolAtLocation(source));
const client = checker.getExportsOfModule(module).find((symbol) => symbol.name === name);
if (!client) throw new Error(`no client in ${entry}`);
const members = new Map(checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(client)).map((member) => [member.name, member]));

/** @param {string} key @returns {ts.Type | undefined} What a call gives. */
function answerOf(key) {
  const member = members.get(key);
  const [call] = member ? checker.getTypeOfSymbol(member).getCallSignatures() : [];
  return call && checker.getAwaitedType(checker.getReturnTypeOfSignature(call));
}

/** @param {ts.Type} type */
const saysNothing = (type) => (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;

/** @param {ts.Type} type */
function saysLittle(type) {
  if (checker.isArrayType(type)) return checker.getTypeArguments(/** @type {ts.TypeReference} */ (type)).some(saysNothing);
  const index = type.getStringIndexType();
  return index !== undefined && saysNothing(index) && checker.getPropertiesOfType(type).length === 0;
}

const result = { operations: members.size, json: 0, unknown: /** @type {string[]} */ ([]), loose: /** @type {string[]} */ ([]) };
for (const view of description.operations) {
  const successes = view.responses.filter(({ status }) => typeof status === "number" && status >= 200 && status < 300);
  if (!successes.some(({ media }) => media.some(({ type }) => /[/+]json$/.test(type)))) continue;
  result.json++;
  const type = answerOf(names.get(view.id)?.key ?? "");
  const place = `${view.id} (${view.method} ${view.path})`;
  if (!type || saysNothing(type)) result.unknown.push(place);
  else if (saysLittle(type)) result.loose.push(place);
}
process.stdout.write(JSON.stringify(result));
