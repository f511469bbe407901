import { upperSnakeCase } from "../names.js";

/** The environment variable of a value in samples: `entrust-idaas`, `sharedSecret` → `ENTRUST_IDAAS_SHARED_SECRET`. */
export function environmentVariable(api: string, name: string): string {
  const text = `${upperSnakeCase(api)}_${upperSnakeCase(name)}`;
  return /^[A-Z]/.test(text) ? text : `API_${text}`;
}
