import { createSandbox, type Product, type Sandbox, type SandboxOptions } from "../../src/index.js";

/** A sandbox with a way to it: in this process, or through a socket. */
export interface Reach {
  readonly sandbox: Sandbox;
  readonly baseUrl: string;
  readonly fetch: typeof globalThis.fetch;
}

/** One behaviour of a product, shown in a fresh world. */
export interface Check<Target> {
  /** Item of the product's checklist it shows; none for behaviour beyond it. */
  readonly item?: number;
  readonly title: string;
  readonly run: (target: Target) => Promise<void>;
}

/** A product and all that is checked of it. */
export interface Checked<Target> {
  readonly product: Product;
  readonly checks: readonly Check<Target>[];
  /** What the checks work on. */
  readonly target: (reach: Reach) => Target;
}

/** `12 the result can be fetched once …`, or the title alone. */
export const titleOf = ({ item, title }: { readonly item?: number; readonly title: string }): string =>
  item === undefined ? title : `${item} ${title}`;

/** A fresh sandbox of one product in this process. */
export function inProcess(product: Product, options: SandboxOptions = {}): Reach {
  const sandbox = createSandbox({ products: [product], ...options });
  return { sandbox, baseUrl: sandbox.connect(product.name).baseUrl, fetch: sandbox.fetch };
}
