import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Sample, samplesOf } from "@gatehouse/codegen";
import { compile } from "@gatehouse/codegen/compile";
import {
  type ContractConfig,
  type Description,
  loadContractConfig,
  loadDescription,
  type OperationView,
  parseRuntimeExpression,
  valueAt,
} from "@gatehouse/description";
import { createSandbox, realClock } from "@gatehouse/sandbox";
import { type RunningServer, startServer } from "@gatehouse/sandbox/server";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ModuleRunner } from "./module-runner.js";
import { sampleEnvironment, variable } from "./sample-environment.js";
import { specFolder } from "./spec-folder.js";

/** Where TypeScript samples stand while they run: inside the client's workspace, so that they find it by its name. */
const FOLDER = join(process.cwd(), ".results/samples");

/**
 * Registers a test per sample that the docs show: it compiles as a careful user's compiler wants it, runs as it stands against a fresh
 * sandbox over HTTP, and ends in the status that its page shows. Call it from the client's own workspace.
 *
 * @example
 * await samples("entrust-idaas");
 */
export async function samples(api: string): Promise<void> {
  const description = await loadDescription(specFolder(api));
  const config = await loadContractConfig(specFolder(api));
  const samplesFor = await samplesOf(description);
  const all = description.operations.flatMap((operation) => samplesFor(operation).map((sample) => ({ operation, sample })));
  const typescript = all.filter(({ sample }) => sample.language === "typescript");

  test("every operation has a sample per language", () => expect(all).toHaveLength(2 * description.operations.length));

  test("TypeScript samples compile", () => {
    const files = new Map(typescript.map(({ operation, sample }) => [`${operation.id}.ts`, sample.code]));
    expect(compile(files, { folder: FOLDER, compiler: { types: ["node"] } }).errors).toEqual([]);
  });

  describe("against a fresh sandbox", () => {
    const sandbox = createSandbox({ clock: realClock() });
    const runner = new ModuleRunner(FOLDER);
    let server: RunningServer;
    beforeAll(async () => {
      mkdirSync(FOLDER, { recursive: true });
      server = await startServer({ sandbox });
    });
    afterAll(async () => {
      runner.close();
      await server.close();
      rmSync(FOLDER, { recursive: true });
    });

    test.each(all.map(({ operation, sample }) => [`${operation.id}, ${sample.title}`, operation, sample] as const))(
      "%s",
      async (_, operation, sample) => {
        sandbox.reset();
        const environment = await environmentOf(operation, sample, { description, config, server, samplesFor });
        for (const name of sample.environment) expect(environment).toHaveProperty([name], expect.anything());
        const { code, output } = await execute(operation, sample, environment, runner);
        expect(code, output).toBe(0);
        const asked = sandbox.requests.filter(({ operation: name }) => name !== null && [operation.vendorId, operation.id].includes(name));
        expect(asked.at(-1)?.status).toBe(sample.expectStatus);
      },
    );
  });
}

type Environment = Readonly<Record<string, string>>;

interface Surroundings {
  readonly description: Description;
  readonly config: ContractConfig;
  readonly server: RunningServer;
  readonly samplesFor: (operation: OperationView) => readonly Sample[];
}

/** Address, credentials and values, and a token where the sample reads one, fetched by the login's own curl sample. */
async function environmentOf(
  called: OperationView,
  sample: Sample,
  { description, config, server, samplesFor }: Surroundings,
): Promise<Environment> {
  const { id } = description;
  const prefix = variable(id);
  const given = { ...sampleEnvironment(config, called, prefix), [`${prefix}_URL`]: `${server.url}/${id}` };
  const login = [...description.securitySchemes.values()].find((scheme) => scheme.login?.operationId)?.login;
  if (!login?.operationId || !sample.environment.includes(`${prefix}_TOKEN`)) return given;
  const operation = description.operation(login.operationId);
  const curl = samplesFor(operation).find((one) => one.language === "curl")!;
  const { output } = await run("sh", ["-c", curl.code], given);
  const place = parseRuntimeExpression(login.token);
  if (place?.source !== "response" || place.place !== "body") throw new Error(`the login's token is not in the body: ${login.token}`);
  return { ...given, [`${prefix}_TOKEN`]: String(valueAt(JSON.parse(output), place.pointer)) };
}

function execute(operation: OperationView, { language, code, files }: Sample, environment: Environment, runner: ModuleRunner) {
  for (const { name, bytes } of files) {
    if (!bytes) throw new Error(`${operation.id}: a sample reads ${name}, and the description has no example for it`);
    writeFileSync(join(FOLDER, name), bytes);
  }
  if (language === "curl") return run("sh", ["-c", code], environment);
  const file = join(FOLDER, `${operation.id}.mjs`);
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  writeFileSync(file, ts.transpileModule(code, { compilerOptions: options }).outputText);
  return runner.run(file, environment);
}

function run(file: string, args: readonly string[], environment: Environment) {
  const env = { PATH: process.env["PATH"], ...environment };
  return new Promise<{ readonly code: number; readonly output: string }>((resolve) => {
    execFile(file, args, { env, cwd: FOLDER }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, output: error ? stdout + stderr : stdout }),
    );
  });
}
