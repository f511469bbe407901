// Writes src/generated/products.ts: the list of products is the list of folders in src/products, so adding one edits no list.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";

const source = new URL("../src/", import.meta.url);
const names = readdirSync(new URL("products/", source), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

const lines = [
  "// Written by scripts/write-products.js from the folders in src/products. Do not edit.",
  'import type { Account, Product } from "../product.js";',
  ...names.map((name, index) => `import { product as product${index} } from "../products/${name}/index.js";`),
  "",
  "type CredentialsOf<P> = P extends { readonly accounts: readonly Account<infer C>[] } ? C : never;",
  "",
  "/** What a client of each API logs in with. */",
  "export interface ProductCredentials {",
  ...names.map((name, index) => `  readonly ${JSON.stringify(name)}: CredentialsOf<typeof product${index}>;`),
  "}",
  "",
  "/** Every product the sandbox imitates, by name. */",
  `export const sandboxProducts: readonly Product[] = [${names.map((_, index) => `product${index}`).join(", ")}];`,
  "",
];
mkdirSync(new URL("generated/", source), { recursive: true });
writeFileSync(new URL("generated/products.ts", source), lines.join("\n"));
