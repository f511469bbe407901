import { upperSnakeCase } from "../names.js";

/** The environment variable of a secret in samples: `entrust-idaas`, `sharedSecret` → `ENTRUST_IDAAS_SHARED_SECRET`. */
export function environmentVariable(api: string, name: string): string {
  return `${upperSnakeCase(api)}_${upperSnakeCase(name)}`;
}
