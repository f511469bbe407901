import { readFileSync } from "node:fs";
import { CommandError } from "@gatehouse/command-line";
import type { Variable, Vendor } from "./engine/step.js";

/** The environment: variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * What vendors need, from the environment. What is not set comes from the sandbox only where every address of the vendor is this machine: a
 * sandbox's credentials are never sent to anybody else.
 *
 * @param sandbox Where the sandbox is: origin, with a prefix if there is one.
 * @throws {CommandError} that names every variable that is missing or wrong.
 */
export function inputsOf(
  vendors: readonly Vendor[],
  environment: Environment,
  sandbox: string,
): ReadonlyMap<Vendor, Readonly<Record<string, string>>> {
  const missing: string[] = [];
  const inputs = vendors.map((vendor) => {
    const read = readInputs(vendor, environment, `${sandbox.replace(/\/+$/, "")}/${vendor.id}`);
    missing.push(...read.missing);
    return [vendor, read.inputs] as const;
  });
  if (missing.length === 0) return new Map(inputs);
  throw new CommandError(`not set: ${missing.join(", ")}`, {
    hint: "what the sandbox has of its own is used on this machine only; the README says what each is",
  });
}

function readInputs(vendor: Vendor, environment: Environment, sandboxAddress: string) {
  const variables = Object.entries(vendor.variables);
  const given = ({ name }: Variable) => environment[name] || undefined;
  const addresses = variables.filter(([, { kind }]) => kind === "address").map(([, variable]) => given(variable) ?? sandboxAddress);
  const isHere = addresses.every(isThisMachine);
  const inputs: Record<string, string> = {};
  const missing: string[] = [];
  for (const [input, variable] of variables) {
    const { name, kind, like, standard } = variable;
    const set = given(variable);
    const own = kind === "address" && like === undefined ? sandboxAddress : variable.sandbox;
    const value = set !== undefined && kind === "file" ? textOf(name, set) : set;
    const used = value ?? (like === undefined ? undefined : inputs[like]) ?? standard ?? (isHere ? own : undefined);
    if (used === undefined) missing.push(name);
    else inputs[input] = used;
  }
  return { inputs, missing };
}

function textOf(name: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new CommandError(`${name}: ${file} cannot be read (${(cause as NodeJS.ErrnoException).code})`, {
      hint: "give the path of a file",
      cause,
    });
  }
}

/** Whether an address is one of this machine's own. */
export function isThisMachine(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return hostname === "[::1]" || /(^|\.)localhost$|^127\.\d+\.\d+\.\d+$/.test(hostname);
}
