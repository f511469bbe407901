import type { Description, OperationView } from "@gatehouse/description";
import { planApi, planned } from "../plan.js";
import { successes } from "../plan-operation.js";
import { curlSample } from "./curl.js";
import { inputFiles, sampleInput } from "./input.js";
import { typescriptSample } from "./typescript.js";

/** Code with the environment variables that it reads: the address, credentials, a token. Secrets stand nowhere else. */
export interface SampleCode {
  readonly code: string;
  readonly environment: readonly string[];
}

/** A file that a sample reads, beside it. */
export interface NeededFile {
  readonly name: string;
  /** What the description's example has for it; undefined where it has none. */
  readonly bytes: Uint8Array | undefined;
}

/** A program that calls one operation, with the examples of the description as values. */
export interface Sample extends SampleCode {
  readonly language: "typescript" | "curl";
  /** What a tab or a heading says. */
  readonly title: string;
  /** The status of the answer when all goes well, of several the first that can be reached; undefined where none is declared. */
  readonly expectStatus: number | undefined;
  readonly files: readonly NeededFile[];
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
    const status = (successes(view).find(({ unreached }) => !unreached) ?? successes(view)[0])?.status;
    const expectStatus = typeof status === "number" ? status : undefined;
    const files = inputFiles(sampleInput(operation, plan)).map(({ name, bytes }) => ({ name, bytes }));
    return [
      { language: "typescript", title: "TypeScript", ...typescriptSample(operation, plan), expectStatus, files },
      { language: "curl", title: "curl", ...curlSample(operation, plan), expectStatus, files },
    ];
  };
}
