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
  /** The variables without which an account cannot be used here; empty where it can. */
  missing(name: string): readonly string[];
  /** The value for a key of `values`; `local` where the file has no own local one. @throws {SettingsError} */
  value(key: string, local: Json): Json;
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
    if (!found) throw new SettingsError(`no account ${name} – contract.yaml – its accounts are ${Object.keys(config.accounts).join(", ")}`);
    return found;
  };
  const missing = (name: string): string[] => {
    const { credentials = {}, token } = account(name);
    return [...Object.entries(credentials), ...(token ? [["token", token] as const] : [])]
      .filter(([, value]) => lookup(value) === undefined)
      .map(([key, value]) => value.env ?? `accounts.${name}.${key} (no variable is named)`);
  };
  return {
    missing,
    account: (name) => {
      const absent = missing(name);
      if (absent.length > 0)
        throw new SettingsError(`account ${name} lacks ${absent.join(", ")} – ${where(local)} – set ${plural(absent)}`);
      const { credentials = {}, token } = account(name);
      return {
        name,
        account: account(name),
        credentials: Object.fromEntries(Object.entries(credentials).map(([key, value]) => [key, textOf(lookup(value)!)])),
        token: token && textOf(lookup(token)!),
      };
    },
    value: (key, fallback) => {
      const entry = config.values && Object.hasOwn(config.values, key) ? config.values[key] : undefined;
      if (!entry) return fallback;
      const found = lookup(entry) ?? (local ? fallback : undefined);
      if (found === undefined) {
        throw new SettingsError(`value ${key} lacks ${entry.env ?? "a variable"} – ${where(local)} – set the variable`);
      }
      return found;
    },
  };
}

function where(local: boolean): string {
  return local ? "contract.yaml has no local default" : "local defaults are not used for a target that is not on this machine";
}

function plural(names: readonly string[]): string {
  return names.length === 1 ? "the variable" : "the variables";
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
