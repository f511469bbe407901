import { CommandError } from "@gatehouse/command-line";
import { isGatehouseError } from "@gatehouse/runtime";
import type { Customer } from "./customer.js";
import type { Journal } from "./engine/journal.js";
import { type Connected, lastingInputs } from "./engine/run.js";
import type { Hidden } from "./engine/secret-store.js";
import type { Platform, Vendor } from "./engine/step.js";
import { type Environment, inputsOf } from "./inputs.js";

/**
 * Makes the clients of all vendors. Nothing is sent.
 *
 * @param hidden Learns every credential.
 * @throws {CommandError} where a variable is missing, or an address cannot be one.
 */
export function connectAll(
  vendors: readonly Vendor[],
  options: { readonly environment: Environment; readonly sandbox: string; readonly hidden: Hidden; readonly platform?: Platform },
): readonly Connected[] {
  const all = inputsOf(vendors, options.environment, options.sandbox);
  return [...all].map(([vendor, inputs]) => {
    for (const [input, { kind }] of Object.entries(vendor.variables)) if (kind === "secret") options.hidden.know(inputs[input] ?? "");
    try {
      return { vendor, inputs, client: vendor.connect(inputs, options.platform ?? {}) };
    } catch (error) {
      if (!isGatehouseError(error)) throw error;
      const names = Object.values(vendor.variables).flatMap(({ kind, name }) => (kind === "address" ? [name] : []));
      throw new CommandError(error.message, { hint: `look at ${names.join(" and ")}`, cause: error });
    }
  });
}

/**
 * Sees to it that a customer is gone on with where it was begun: something that was made at one address is not looked for at another.
 *
 * @throws {CommandError} that names the variable and what it was.
 */
export function sameAsBegun(journal: Journal, { domain, name }: Customer, vendors: readonly Connected[]): void {
  for (const connected of vendors) {
    const entry = journal.vendor(domain, connected.vendor.id);
    if (!entry || Object.keys(entry.steps).length === 0) continue;
    for (const [variable, value] of Object.entries(lastingInputs(connected))) {
      const begun = entry.inputs[variable];
      if (begun === value) continue;
      throw new CommandError(`${name} was begun with ${variable}=${begun}, and now it is ${value}`, {
        hint: "set it as it was, or keep another customer's journal apart with --journal",
      });
    }
  }
}
