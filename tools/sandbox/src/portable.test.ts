import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const source = fileURLToPath(new URL(".", import.meta.url));

test("outside the server nothing reaches for Node, so that the sandbox runs in a browser's worker", () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !file.startsWith("server/") && file !== "cli.ts",
  );
  expect(files.length).toBeGreaterThan(30);
  const foreign = files.flatMap((file) =>
    [...readFileSync(`${source}${file}`, "utf8").matchAll(/from "([^".][^"]*)"/g)]
      .map(([, name]) => name!)
      .filter((name) => !/^hono($|\/)/.test(name))
      .map((name) => `${file}: ${name}`),
  );
  expect(foreign).toEqual([]);
});
