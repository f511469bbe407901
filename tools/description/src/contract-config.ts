import type { UnreachedReason } from "./extensions.js";
import type { Json } from "./json.js";

/**
 * A value that a contract run takes from the environment. `local` stands in for a missing variable, but only for in-process and loopback
 * targets: elsewhere a missing variable is an error, so that a sandbox's credential is never sent to a vendor.
 */
export interface EnvironmentValue {
  readonly env?: string;
  readonly local?: Json;
}

/** An account that cases act as. */
export interface ContractAccount {
  /** What `x-login` calls credentials, by name. */
  readonly credentials?: Readonly<Record<string, EnvironmentValue>>;
  /** A ready token instead of credentials, such as one that has expired. */
  readonly token?: EnvironmentValue;
  /** Permissions that the account holds, in the spelling of `x-access`; absent: all. */
  readonly permissions?: readonly string[];
  /** False: the account lacks the role that `x-access` asks for. */
  readonly role?: boolean;
  /** A name for the tenant or provider that the account belongs to: accounts of different names must not see each other's objects. */
  readonly tenant?: string;
  /** What the account is for when the checks pick one: the default has everything, `expired` has a token that no longer counts. */
  readonly use?: "default" | "expired" | "foreign";
}

/** `contract.yaml`: what a contract run needs beside the description. Data only. */
export interface ContractConfig {
  /** By server name (`default` where the API has one): where its address comes from. */
  readonly servers: Readonly<Record<string, EnvironmentValue>>;
  readonly accounts: Readonly<Record<string, ContractAccount>>;
  /**
   * Values for other targets than the sandbox: by `operationId#<runtime expression>` or by parameter name.
   * The examples in the description show the local ones.
   */
  readonly values?: Readonly<Record<string, EnvironmentValue>>;
  /** Cases that are left out, each with a reason of the closed list; counted and shown. */
  readonly skip?: readonly { readonly case: string; readonly reason: UnreachedReason; readonly note: string }[];
}
