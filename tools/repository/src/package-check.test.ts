import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkPackage } from "./package-check.js";
import { packageKinds } from "./workspaces.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const license = await readFile(join(ROOT, "LICENSE"), "utf8");

describe("what an application installs is in order", async () => {
  // Nobody installs an application.
  for (const name of ["runtime", ...packageKinds(ROOT).clients])
    test.concurrent(name, async () => expect(await checkPackage(join(ROOT, "packages", name), { license })).toEqual([]));

  // For its tests, with msw or without, and in a browser's worker; its server and its command are Node's.
  test.concurrent("sandbox", async () => {
    const node = /^(bin|dist\/server)\/|^dist\/cli\.js$/;
    expect(await checkPackage(join(ROOT, "tools/sandbox"), { license, node })).toEqual([]);
  });
});

const MANIFEST = {
  name: "@example/thing",
  version: "1.0.0",
  license: "MIT",
  type: "module",
  sideEffects: false,
  exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
  files: ["dist"],
};
const GOOD: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify(MANIFEST),
  "README.md": "# Thing\n",
  LICENSE: license,
  "src/index.ts": "",
  "dist/index.js": "export const thing = 1;\n",
  "dist/index.d.ts": "export declare const thing: number;\n",
};

describe("a package", () => {
  test.concurrent("in order has no problem", async () => expect(await problems({})).toEqual([]));

  test.concurrent("is told what does not belong into it and what it lacks", async () => {
    const found = await problems({
      LICENSE: "Do as you like.\n",
      "README.md": undefined,
      "src/index.test.ts": "",
      "dist/index.test.js": "export {};\n",
      "dist/tsconfig.tsbuildinfo": "{}",
      "dist/gone.js": "export {};\n",
      "dist/tools/contract/src/index.js": "export {};\n",
    });
    expect(found).toEqual([
      expect.stringMatching(/^dist\/gone\.js – has no src\/gone\.ts/),
      expect.stringMatching(/^dist\/index\.test\.js – does not belong/),
      expect.stringMatching(/^dist\/tools\/contract\/src\/index\.js – has no src\/tools/),
      expect.stringMatching(/^dist\/tsconfig\.tsbuildinfo – does not belong/),
      "README.md – is missing",
      "LICENSE – differs from that of the repository",
    ]);
  });

  test.concurrent("is told what an application would not have, and what would switch off its type checks", async () => {
    const found = await problems({
      "dist/index.js": 'import "@example/undeclared";\nimport "./missing.js";\nexport const thing = 1;\n',
      "dist/index.d.ts": 'import type { Other } from "@example/other/types";\nexport declare const thing: Map<string, any> | Other;\n',
    });
    expect(found).toEqual([
      'dist/index.d.ts – imports "@example/other/types", which an application does not have',
      'dist/index.js – imports "@example/undeclared", which an application does not have',
      'dist/index.js – imports "./missing.js", which an application does not have',
      expect.stringMatching(/^dist\/index\.d\.ts:2:\d+ – any/),
    ]);
  });

  test.concurrent("may have commands, which may use what only Node has; nothing else may", async () => {
    const command = '#!/usr/bin/env node\nimport "node:fs";\nimport "../dist/index.js";\n';
    const manifest = { ...MANIFEST, bin: { thing: "bin/thing.js" }, files: ["dist", "bin"] };
    const found = await problems({
      "package.json": JSON.stringify(manifest),
      "bin/thing.js": command,
      "bin/another.js": command,
      "dist/index.js": 'import "node:fs";\nexport const thing = 1;\n',
    });
    expect(found).toEqual([
      expect.stringMatching(/^bin\/another\.js – does not belong/),
      'dist/index.js – imports "node:fs", which an application does not have',
    ]);
  });

  test.concurrent("is told of entry points that lead nowhere or have no types", async () => {
    const found = await problems({
      "package.json": JSON.stringify({
        ...MANIFEST,
        exports: { ...MANIFEST.exports, "./gone": "./dist/gone.js", "./bare": "./dist/bare.js" },
      }),
      "src/bare.ts": "",
      "dist/bare.js": "export const bare = 1;\n",
    });
    expect(found).toEqual([expect.stringMatching(/gone.*\(publint\)$/s), expect.stringMatching(/^types – .*thing\/bare.*\(attw\)$/s)]);
  });
});

async function problems(changes: Readonly<Record<string, string | undefined>>): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "package-"));
  for (const [file, content] of Object.entries({ ...GOOD, ...changes })) {
    if (content === undefined) continue;
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  }
  return checkPackage(folder, { license }).finally(() => rm(folder, { recursive: true }));
}
