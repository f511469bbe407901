import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe } from "vitest";
import type { Checked } from "../suite/check.js";
import { testElsewhere } from "../suite/elsewhere.js";

const PRODUCTS = fileURLToPath(new URL("../../src/products", import.meta.url));

for (const { name } of readdirSync(PRODUCTS, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
  const { checked } = (await import(`../../src/products/${name}/test/checked.ts`)) as { readonly checked: Checked<unknown> };
  describe(name, () => testElsewhere(checked));
}
