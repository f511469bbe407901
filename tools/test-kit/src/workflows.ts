import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { loadContractConfig } from "@gatehouse/description";
import { createSandbox, realClock } from "@gatehouse/sandbox";
import { startServer } from "@gatehouse/sandbox/server";
import { parseYaml } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import { specFolder } from "./spec-folder.js";

/** What is read of an Arazzo document. */
interface Arazzo {
  readonly sourceDescriptions: readonly { readonly name: string }[];
  readonly workflows: readonly {
    readonly workflowId: string;
    readonly inputs?: { readonly properties?: Readonly<Record<string, { readonly examples?: readonly unknown[] }>> };
  }[];
}

/**
 * Registers a test per Arazzo workflow of an API: run by `redocly respect` against a fresh sandbox over HTTP. Inputs come from the default
 * account of `contract.yaml` by name, the others from the first example of their schema.
 *
 * @example
 * workflows("entrust-idaas");
 */
export function workflows(api: string): void {
  const folder = join(specFolder(api), "workflows");
  const files = readdirSync(folder).filter((file) => file.endsWith(".arazzo.yaml"));
  test("there are workflows", () => expect(files.length).toBeGreaterThan(0));
  for (const file of files) {
    const arazzo = parseYaml(readFileSync(join(folder, file), "utf8")) as Arazzo;
    describe(file, () => {
      for (const workflow of arazzo.workflows) {
        test(`${workflow.workflowId} goes through against the sandbox`, async () => {
          const server = await startServer({ sandbox: createSandbox({ clock: realClock() }) });
          try {
            const { code, output } = await respect([
              join(folder, file),
              "--workflow",
              workflow.workflowId,
              "--server",
              arazzo.sourceDescriptions.map(({ name }) => `${name}=${server.url}/${api}`).join(","),
              "--input",
              JSON.stringify(await inputsOf(api, workflow)),
            ]);
            expect(output).toContain("Workflows: 1 passed, 1 total");
            expect(code).toBe(0);
          } finally {
            await server.close();
          }
        });
      }
    });
  }
}

async function inputsOf(api: string, workflow: Arazzo["workflows"][number]): Promise<Record<string, unknown>> {
  const { accounts } = await loadContractConfig(specFolder(api));
  const credentials = Object.values(accounts).find(({ use }) => use === "default")?.credentials ?? {};
  const properties = Object.entries(workflow.inputs?.properties ?? {});
  return Object.fromEntries(properties.map(([name, schema]) => [name, credentials[name]?.local ?? schema.examples?.[0]]));
}

function respect(args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
  const cli = join(dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json")), "bin/cli.js");
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", NO_COLOR: "1" };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, "respect", ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, output: stdout + stderr }),
    );
  });
}
