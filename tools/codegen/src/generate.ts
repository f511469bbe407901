import type { Description } from "@gatehouse/description";
import { emitClient } from "./emit/client.js";
import { emitModels } from "./emit/models.js";
import { emitOperations } from "./emit/operations.js";
import { emitSchema } from "./emit/schema.js";
import { emitValidation } from "./emit/validation.js";
import { planApi } from "./plan.js";

/** What a generation gives. */
export interface Generated {
  /** Content by file name: `schema.ts`, `models.ts`, `operations.ts`, `client.ts`, `validation.ts`. */
  readonly files: ReadonlyMap<string, string>;
  readonly operations: number;
  /** One line per name that is not what the rule says. */
  readonly renamed: readonly string[];
  /** One line per feature of the description that the client does not carry. */
  readonly unsupported: readonly string[];
}

/**
 * The files of a client. The same bytes for the same description, whatever the order of its files.
 *
 * @throws {DescriptionError} with file, line and column, where the description contradicts itself.
 *
 * @example
 * const files = await generate(await loadDescription("specs/entrust-idaas"));
 * console.log(files.get("client.ts"));
 */
export async function generate(description: Description): Promise<ReadonlyMap<string, string>> {
  return (await generateApi(description)).files;
}

/** As `generate`, with what a person should be told. */
export async function generateApi(description: Description): Promise<Generated> {
  const plan = await planApi(description);
  const files = new Map([
    ["schema.ts", await emitSchema(plan.document)],
    ["models.ts", emitModels(plan)],
    ["operations.ts", emitOperations(plan)],
    ["client.ts", emitClient(plan)],
    ["validation.ts", emitValidation(plan)],
  ]);
  return { files, operations: plan.operations.length, renamed: plan.renamed, unsupported: plan.unsupported };
}
