import type { Description, OperationView } from "@gatehouse/description";
import { planApi, planned } from "../plan.js";
import { successes } from "../plan-operation.js";
import { curlSample } from "./curl.js";
import { typescriptSample } from "./typescript.js";

/** A program that calls one operation, with the examples of the description as values. */
export interface Sample {
  readonly language: "typescript" | "curl";
  /** What a tab or a heading says. */
  readonly title: string;
  readonly code: string;
  /** Environment variables that it reads: the address, credentials, a token. Secrets stand nowhere else. */
  readonly environment: readonly string[];
  /** The status of the answer when all goes well; undefined where none is declared. */
  readonly expectStatus: number | undefined;
}

/**
 * Samples of every operation of a description. Values are quoted for their language, whatever they hold.
 *
 * @example
 * const samples = await samplesOf(await loadDescription("specs/entrust-idaas"));
 * for (const sample of samples(description.operation("listTenants"))) console.log(sample.code);
 */
export async function samplesOf(description: Description): Promise<(operation: OperationView) => readonly Sample[]> {
  const plan = await planApi(description);
  return (view) => {
    const operation = planned(plan, view);
    const status = successes(view)[0]?.status;
    const expectStatus = typeof status === "number" ? status : undefined;
    const typescript = typescriptSample(operation, plan);
    const curl = curlSample(operation, plan);
    return [
      {
        language: "typescript",
        title: "TypeScript",
        code: typescript,
        environment: variables(typescript, /process\.env\["(\w+)"\]/g),
        expectStatus,
      },
      { language: "curl", title: "curl", code: curl, environment: variables(curl, /\$\{?([A-Z][A-Z0-9_]*)/g), expectStatus },
    ];
  };
}

function variables(code: string, pattern: RegExp): readonly string[] {
  return [...new Set([...code.matchAll(pattern)].map((match) => match[1] as string))];
}
