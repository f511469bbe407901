import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const SOURCE = fileURLToPath(new URL("../src", import.meta.url));
const files = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));

test("the source knows no vendor", () => {
  expect(files.length).toBeGreaterThan(30);
  const words = /entrust|idaas|imageware|\bgmi\b|bas-?ip|thales|idpv|tenant(?!")/i;
  // `tenant` is a word of the configuration's own vocabulary, and of nothing else here.
  const allowed = /account\w*(\[[^\]]*\])?!?\??\.tenant|tenant: |own tenant|other tenant|confinedTo/;
  const hits = files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .filter((line) => words.test(line) && !allowed.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(hits).toEqual([]);
});

test("it imports descriptions and the command line, and nothing else of this repository", () => {
  const imports = files.flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/from "(@gatehouse\/[^"]+)"/g)].map((match) => match[1]!),
  );
  expect([...new Set(imports)].sort()).toEqual(["@gatehouse/command-line", "@gatehouse/description"]);
});
