import type { Product, RuleInfo } from "@gatehouse/sandbox";

/** What the sandbox says of its imitation of one product. */
export interface SandboxPage {
  readonly api: string;
  readonly release: string;
  readonly accounts: readonly {
    readonly name: string;
    readonly summary: string;
    readonly credentials: readonly (readonly [name: string, value: string])[];
    readonly token: string | undefined;
  }[];
  readonly wellKnown: readonly (readonly [name: string, id: string])[];
  /** What can be made to happen around the product: `{ name, summary, takes }`, `takes` by property with its type. */
  readonly hooks: readonly { readonly name: string; readonly summary: string; readonly takes: readonly string[] }[];
  readonly settings: readonly (readonly [name: string, value: number | boolean])[];
  readonly refusals: readonly {
    readonly rule: string;
    readonly status: number;
    readonly errorCode: string;
    readonly basis: RuleInfo["basis"];
  }[];
  readonly notImitated: readonly { readonly method: string; readonly path: string; readonly why: string }[];
}

export function sandboxPage(product: Product): SandboxPage {
  return {
    api: product.name,
    release: product.release,
    accounts: product.accounts.map(({ name, summary, credentials, token }) => ({
      name,
      summary,
      credentials: Object.entries(credentials),
      token,
    })),
    wellKnown: Object.entries(product.wellKnown),
    hooks: Object.entries(product.hooks ?? {}).map(([name, { summary, takes }]) => ({
      name,
      summary,
      takes: Object.keys(takes.properties),
    })),
    settings: Object.entries(product.settings),
    refusals: Object.entries(product.rules).map(([rule, info]) => ({
      rule,
      status: info.status,
      errorCode: info.errorCode,
      basis: info.basis,
    })),
    notImitated: product.notImitated,
  };
}
