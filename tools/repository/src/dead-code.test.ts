import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { knip } from "./knip.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

test("no file, export or dependency is dead, and none is used that package.json does not name", async () => {
  const { code, stdout, stderr } = await knip(ROOT);
  expect(`${stdout}${stderr}`).toBe("");
  expect(code).toBe(0);
});
