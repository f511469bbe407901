import { accountPicker } from "@gatehouse/contract";
import type { ContractConfig, OperationView } from "@gatehouse/description";

/**
 * What samples of an operation find in the environment, by `contract.yaml`: credentials of an account that may call it, and the values that it
 * names for other targets, as the sandbox has them.
 *
 * @param prefix What the names of variables begin with: `ENTRUST_IDAAS`.
 */
export function sampleEnvironment(config: ContractConfig, operation: OperationView, prefix: string): Record<string, string> {
  const { credentials = {} } = config.accounts[accountPicker(config, undefined)(operation)] ?? {};
  const values = Object.values(config.values ?? {}).map(({ env, local }) => [env, local] as const);
  const secrets = Object.entries(credentials).map(([name, { local }]) => [`${prefix}_${variable(name)}`, local] as const);
  const known = [...values, ...secrets].filter(([name, local]) => name !== undefined && local !== undefined);
  return Object.fromEntries(known.map(([name, local]) => [name, String(local)]));
}

/** `entrust-idaas` → `ENTRUST_IDAAS`, `applicationId` → `APPLICATION_ID`. */
export function variable(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll("-", "_")
    .toUpperCase();
}
