import type { ContractAccount, ContractConfig, EnvironmentValue, Json } from "@gatehouse/description";

/** A credential or value that a run needs and nobody gave. Ends a run with exit 2 before its first request. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** An account with its secrets. */
export interface AccountSecrets {
  readonly name: string;
  readonly account: ContractAccount;
  readonly credentials: Readonly<Record<string, string>>;
  readonly token: string | undefined;
}

/** Where the values of `contract.yaml` come from. */
export interface SettingsOptions {
  readonly config: ContractConfig;
  /** Variables by name, as in `process.env`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** True for in-process and loopback targets: only there do local defaults apply. */
  readonly local: boolean;
}

/** `contract.yaml` for one target. */
export interface Settings {
  /** @throws {SettingsError} naming the variables that are missing. */
  account(name: string): AccountSecrets;
  /** The value for a key of `values`; `local` where the file has no own local one. @throws {SettingsError} */
  value(key: string, local: Json): Json;
  /** The variables without which an account cannot be used here; empty where it can. */
  missing(account: string): readonly string[];
  /** @throws {SettingsError} naming every variable that these accounts and values lack. */
  require(accounts: readonly string[], values: readonly string[]): void;
}

/**
 * Resolves accounts and values. A variable wins over a local default; where a default may not be used, a missing variable is an error that
 * names it, so that a sandbox's credential is never sent to a vendor.
 */
export function createSettings({ config, environment, local }: SettingsOptions): Settings {
  const lookup = (value: EnvironmentValue): Json | undefined => {
    const given = value.env === undefined ? undefined : environment[value.env];
    if (given !== undefined && given !== "") return given;
    return local ? value.local : undefined;
  };
  const account = (name: string): ContractAccount => {
    const found = Object.hasOwn(config.accounts, name) ? config.accounts[name] : undefined;
    if (!found && Object.keys(config.accounts).length === 0) {
      throw new SettingsError("no account – contract.yaml – operations that need a credential need an account to act as");
    }
    if (!found)
      throw new SettingsError(`no account ${name} – contract.yaml – its accounts are ${Object.keys(config.accounts).join(", ") || "none"}`);
    return found;
  };
  const entryOf = (key: string): EnvironmentValue | undefined =>
    config.values && Object.hasOwn(config.values, key) ? config.values[key] : undefined;
  const missing = (name: string): string[] => {
    const { credentials = {}, token } = account(name);
    return [...Object.entries(credentials), ...(token ? [["token", token] as const] : [])]
      .filter(([, value]) => lookup(value) === undefined)
      .map(([key, value]) => value.env ?? `a variable for accounts.${name}.${key}`);
  };
  const lacking = (accounts: readonly string[], values: readonly string[]): string[] => [
    ...accounts.flatMap(missing),
    ...values.flatMap((key) => {
      const entry = entryOf(key);
      return entry && !local && lookup(entry) === undefined ? [entry.env ?? `a variable for values.${key}`] : [];
    }),
  ];
  const require: Settings["require"] = (accounts, values) => {
    const names = [...new Set(lacking(accounts, values))];
    if (names.length === 0) return;
    const where = local ? "contract.yaml has no local default" : "local defaults are not used for a target that is not on this machine";
    throw new SettingsError(`missing: ${names.join(", ")} – ${where} – set ${names.length === 1 ? "the variable" : "the variables"}`);
  };
  return {
    missing,
    require,
    account: (name) => {
      require([name], []);
      const { credentials = {}, token } = account(name);
      return {
        name,
        account: account(name),
        credentials: Object.fromEntries(Object.entries(credentials).map(([key, value]) => [key, textOf(lookup(value)!)])),
        token: token && textOf(lookup(token)!),
      };
    },
    value: (key, fallback) => {
      const entry = entryOf(key);
      if (!entry) return fallback;
      require([], [key]);
      return lookup(entry) ?? fallback;
    },
  };
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
