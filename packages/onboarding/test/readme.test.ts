import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { vendors } from "../src/vendors/index.js";

const read = (path: string) => readFile(new URL(path, import.meta.url), "utf8");
const variables = vendors.flatMap((vendor) => Object.values(vendor.variables));

test("the README lists every variable with what it is, in the order of the vendors", async () => {
  const rows = [...(await read("../README.md")).matchAll(/^\| `([A-Z_]+)` \| (.+) \|$/gm)].map(([, name, what]) => ({ name, what }));
  expect(rows).toEqual(variables.map(({ name, what }) => ({ name, what })));
});
