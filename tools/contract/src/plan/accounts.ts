import type { ContractConfig, OperationView } from "@gatehouse/description";
import { SettingsError } from "../send/settings.js";

/**
 * Picks the account of an operation: the one asked for, else the default, else the first that has every permission that the operation asks
 * for. Accounts with a purpose of their own (`expired`, `foreign`) are never picked.
 *
 * @param asked Name of an account, as given to the run.
 * @throws {SettingsError} for a name that `contract.yaml` does not have.
 */
export function accountPicker(config: ContractConfig, asked: string | undefined): (operation: OperationView) => string {
  const names = Object.keys(config.accounts);
  if (asked !== undefined && !names.includes(asked)) {
    throw new SettingsError(`no account ${asked} – contract.yaml – its accounts are ${names.join(", ") || "none"}`);
  }
  const usable = names.filter((name) => (config.accounts[name]!.use ?? "default") === "default");
  const first = asked ?? names.find((name) => config.accounts[name]!.use === "default") ?? usable[0];
  return (operation) => {
    if (first === undefined) return "none";
    if (asked !== undefined || mayCall(config, first, operation)) return first;
    return usable.find((name) => mayCall(config, name, operation)) ?? first;
  };
}

/** True where the account has the role and every permission that the operation asks for. */
export function mayCall(config: ContractConfig, name: string, { access }: OperationView): boolean {
  const account = config.accounts[name]!;
  if (access?.role !== undefined && account.role === false) return false;
  return account.permissions === undefined || (access?.permissions ?? []).every((permission) => account.permissions!.includes(permission));
}
