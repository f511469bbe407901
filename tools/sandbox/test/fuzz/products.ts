import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Corpus } from "./corpus.js";

const PRODUCTS = fileURLToPath(new URL("../../src/products", import.meta.url));

/** Every product's folder with its corpus: a product without one fails here and is not passed over. */
export async function corpora(): Promise<readonly (readonly [api: string, corpus: Corpus])[]> {
  const apis = readdirSync(PRODUCTS, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  return Promise.all(
    apis.map(async (api) => {
      const { corpus } = (await import(`../../src/products/${api}/test/corpus.ts`)) as { readonly corpus: Corpus };
      return [api, corpus] as const;
    }),
  );
}
