import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEntrustIdaas, type TokenStore } from "@gatehouse/entrust-idaas";
import { createSandbox } from "@gatehouse/sandbox";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";

const MODULE = join(process.cwd(), ".results/file-tokens.mjs");
const [folder, file] = [mkdtempSync(join(tmpdir(), "file-tokens-"))].flatMap((path) => [path, join(path, "tokens.json")]) as [
  string,
  string,
];
let fileTokens: (file: string) => TokenStore;

beforeAll(async () => {
  const blocks = [...readFileSync("README.md", "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  const block = blocks.find((one) => one.includes("export function fileTokens"))!;
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  mkdirSync(".results", { recursive: true });
  writeFileSync(MODULE, ts.transpileModule(block, { compilerOptions: options }).outputText);
  ({ fileTokens } = (await import(MODULE)) as { fileTokens: typeof fileTokens });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(MODULE);
});

test("the README's store in a file lets one command after another use the same token", async () => {
  const sandbox = createSandbox();
  // The sandbox's clock would not see a file being read, and take that for nothing happening.
  const clock = { now: sandbox.clock.now, sleep: () => new Promise<void>(() => {}) };
  const command = () =>
    createEntrustIdaas({ ...sandbox.connect("entrust-idaas"), clock, tokens: fileTokens(file) }).getTenant({
      id: "7e000000-0000-4000-8000-000000000002",
    });
  const logins = () => sandbox.requests.filter(({ operation }) => operation === "authenticateAdminApiUsingPOST").length;
  const before = sandbox.snapshot();

  await command();
  await command();
  expect(logins()).toBe(1);
  expect(statSync(file).mode & 0o777).toBe(0o600);

  sandbox.restore({ ...sandbox.snapshot(), store: before.store });
  await command();
  await command();
  expect(logins()).toBe(2);
});

test("and drops a token only if it is the one that was refused", async () => {
  const tokens = fileTokens(file);
  await tokens.set("k", { value: "newer", expiresAt: 1 });
  await tokens.drop("k", "older");
  expect(await tokens.get("k")).toEqual({ value: "newer", expiresAt: 1 });
  await tokens.drop("k", "newer");
  expect(await tokens.get("k")).toBeUndefined();
});
