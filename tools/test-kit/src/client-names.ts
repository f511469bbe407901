import { clientVariable, pascalCase } from "@gatehouse/codegen";
import type { Description } from "@gatehouse/description";

/** What the parts of a generated client are called. */
export interface ClientNames {
  /** `@gatehouse/entrust-idaas`. */
  readonly module: string;
  /** `EntrustIdaas`. */
  readonly type: string;
  /** `createEntrustIdaas`. */
  readonly factory: string;
  /** `idaas`, in examples. */
  readonly variable: string;
}

/** The names that a client of that description has. */
export function clientNames(description: Description): ClientNames {
  const type = pascalCase(description.id);
  return { module: `@gatehouse/${description.id}`, type, factory: `create${type}`, variable: clientVariable(description) };
}
