import type { Description } from "@gatehouse/description";
import { type ClaimView, claimsOf, type SourceLink } from "./claims.js";
import { bodyFields, type Field } from "./fields.js";
import { insideOf } from "./object-inside.js";
import type { OperationPage } from "./operation-page.js";

/** The page of a model that is too large for the pages of the operations that use it. */
export interface ModelPage {
  readonly api: string;
  readonly name: string;
  /** Markdown. */
  readonly description: string | undefined;
  readonly fields: readonly Field[];
  /** Sentences of Markdown: what is demanded beyond the fields. */
  readonly conditions: readonly string[];
  readonly claims: readonly ClaimView[];
  /** The sources that its claims name. */
  readonly sources: readonly SourceLink[];
  /** Operations whose bodies have it, directly or inside another model. */
  readonly usedBy: readonly { readonly operationId: string; readonly title: string }[];
}

/** How many rows a model's page may have before models inside it move to pages of their own. */
const ROOM = 60;

/** A page for every model that the operations leave closed, and for those that these leave closed in turn. */
export function modelPages(description: Description, operations: readonly OperationPage[]): ModelPage[] {
  const pages = new Map<string, { page: Omit<ModelPage, "usedBy">; usedBy: Map<string, string> }>();
  const use = (name: string, operationId: string, title: string) => {
    let known = pages.get(name);
    if (!known) {
      known = { page: pageOf(description, name), usedBy: new Map() };
      pages.set(name, known);
    }
    if (known.usedBy.has(operationId)) return;
    known.usedBy.set(operationId, title);
    for (const inner of closed(known.page.fields)) use(inner, operationId, title);
  };
  for (const { operation, inputs, responses } of operations) {
    const media = [...(inputs.body?.media ?? []), ...responses.flatMap((response) => response.media)];
    for (const name of closed(media.flatMap((one) => one.fields))) use(name, operation.id, operation.title);
  }
  return [...pages.values()]
    .map(({ page, usedBy }) => ({ ...page, usedBy: [...usedBy].map(([operationId, title]) => ({ operationId, title })) }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

function closed(fields: readonly Field[]): string[] {
  return fields.flatMap((field) => field.model ?? []);
}

function pageOf(description: Description, name: string): Omit<ModelPage, "usedBy"> {
  const schema = description.schemas.get(name);
  if (!schema) throw new RangeError(`no schema is called ${name}`);
  const text = schema.resolved["description"];
  const fields = bodyFields(description, schema.node, "field", ROOM);
  const claims = claimsOf(description, schema.resolved, ["exists", "type", "meaning"]);
  const sources = new Map(
    [...claims, ...fields.flatMap((field) => field.claims)].flatMap(({ source }) => (source ? [[source.key, source]] : [])),
  );
  return {
    api: description.id,
    name,
    description: typeof text === "string" ? text : undefined,
    fields,
    conditions: insideOf(description, schema.node)?.conditions ?? [],
    claims,
    sources: [...sources.values()],
  };
}
