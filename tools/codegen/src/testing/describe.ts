import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Description, loadDescription } from "@gatehouse/description";

/** A description out of parts that matter to a test; the rest is filled in. */
export interface Parts {
  readonly paths?: unknown;
  readonly schemas?: unknown;
  readonly components?: Record<string, unknown>;
  readonly root?: Record<string, unknown>;
  /** Default `demo`: name of the API. */
  readonly name?: string;
  /** Default true: the root says `x-gatehouse: 1`. */
  readonly gatehouse?: boolean;
}

/** Loads a description that a test made up, as JSON. */
export async function describeApi({ paths = {}, schemas, components, root, name = "demo", gatehouse = true }: Parts): Promise<Description> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-codegen-"));
  try {
    const document = {
      openapi: "3.1.0",
      ...(gatehouse && { "x-gatehouse": 1 }),
      info: { title: "Demo", version: "1" },
      paths,
      components: { ...(schemas !== undefined && { schemas }), ...components },
      ...root,
    };
    const file = join(folder, `${name}.json`);
    await writeFile(file, JSON.stringify(document));
    const description = await loadDescription(file);
    await description.bundle();
    return description;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** An operation that answers 200 with `schema` (or with nothing) and the given error statuses. */
export function operation(
  operationId: string,
  { schema, errors = [], ...rest }: { schema?: unknown; errors?: readonly number[]; [key: string]: unknown } = {},
) {
  const content = { "application/json": { schema: schema ?? { type: "object", properties: { ok: { type: "boolean" } } } } };
  return {
    operationId,
    responses: {
      "200": { description: "Done", content },
      ...Object.fromEntries(errors.map((status) => [status, { description: `Status ${status}`, content }])),
    },
    ...rest,
  };
}

/** The folder of the fixture with one of everything. */
export const LIBRARY = new URL("../../test/fixtures/library", import.meta.url).pathname;

/** The folder of a description that is not ours. */
export const FOREIGN = new URL("../../test/fixtures/scalar-galaxy", import.meta.url).pathname;
