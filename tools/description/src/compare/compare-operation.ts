import type { BodyView, Description, MediaView, OperationView, ParameterView } from "../model.js";
import { below, compareSchema, countFacts, type SchemaContext } from "./compare-schema.js";
import type { Place } from "./ledger.js";
import type { VendorContent, VendorOperation } from "./vendor-model.js";

/** Compares an operation with the vendor's. */
export function compareOperation(context: SchemaContext, id: string, vendor: VendorOperation, operation: OperationView): void {
  const { description, ledger } = context;
  const place: Place = { owner: id, text: id };
  const at = (key?: string) => () => description.locate(operation.node, key);
  ledger.agree();
  ledger.compare({ place, what: "method", at: at() }, vendor.method, operation.method);
  ledger.compare({ place, what: "path", at: at() }, vendor.path, operation.path);
  ledger.compare({ place, what: "deprecated", at: at("deprecated") }, vendor.deprecated || undefined, operation.deprecated || undefined);
  if (vendor.security) compareSecurity(context, place, vendor.security, operation);
  compareParameters(context, place, vendor, operation);
  compareRequest(context, below(place, ".request"), vendor, operation);
  compareResponses(context, place, vendor, operation);
}

/** How many facts the vendor states about an operation. */
export function countOperationFacts(vendor: VendorOperation, nullIsStated: boolean): number {
  const content = (media: VendorContent) =>
    Math.max(
      1,
      Object.values(media).reduce((sum, schema) => sum + 1 + countFacts(schema, nullIsStated), 0),
    );
  let count = 3 + (vendor.deprecated ? 1 : 0) + (vendor.security ? Math.max(1, alternatives(vendor.security).length) : 0);
  for (const { schema } of vendor.parameters ?? []) count += 2 + countFacts(schema, nullIsStated);
  if (vendor.request) count += 2 + content(vendor.request.content);
  for (const media of Object.values(vendor.responses)) count += 1 + content(media);
  return count;
}

function compareSecurity(
  { description, ledger }: SchemaContext,
  place: Place,
  vendor: VendorOperation["security"],
  operation: OperationView,
) {
  const ours = operation.security.map((all) => Object.fromEntries(all.map(({ scheme, scopes }) => [scheme, scopes])));
  const entry = { place, what: "security", at: () => description.locate(operation.node, "security") };
  const [theirs, own] = [alternatives(vendor ?? []), alternatives(ours)];
  if (theirs.length === 0 && own.length === 0) ledger.agree();
  else ledger.compareSets(entry, theirs, own);
}

/** Each way to be let in as text: `AdminAPIAuthentication (TENANTS:VIEW)`. */
const alternatives = (security: NonNullable<VendorOperation["security"]>): string[] =>
  security.map((all) =>
    Object.entries(all)
      .map(([scheme, scopes]) => (scopes.length > 0 ? `${scheme} (${[...scopes].sort().join(", ")})` : scheme))
      .sort()
      .join(" and "),
  );

function compareParameters(context: SchemaContext, place: Place, vendor: VendorOperation, operation: OperationView): void {
  const { description, ledger, nullIsStated } = context;
  const theirs = new Map((vendor.parameters ?? []).map((parameter) => [`${parameter.in}.${parameter.name}`, parameter]));
  const ours = new Map(operation.parameters.map((parameter: ParameterView) => [`${parameter.in}.${parameter.name}`, parameter]));
  for (const key of new Set([...theirs.keys(), ...ours.keys()])) {
    const inside = below(place, `.${key}`);
    const [wanted, own] = [theirs.get(key), ours.get(key)];
    const at = () => description.locate(own?.use ?? operation.node);
    if (!wanted) ledger.differ({ place: inside, what: "parameter", at }, undefined, "a parameter");
    else if (!own)
      ledger.differ({ place: inside, what: "parameter", at }, "a parameter", undefined, 2 + countFacts(wanted.schema, nullIsStated));
    else {
      ledger.agree();
      ledger.compare({ place: inside, what: "required", at }, wanted.required ?? false, own.required);
      compareSchema(context, inside, wanted.schema, [own.schema.node]);
    }
  }
}

function compareRequest(context: SchemaContext, place: Place, vendor: VendorOperation, operation: OperationView): void {
  const { description, ledger, nullIsStated } = context;
  const body: BodyView | undefined = operation.body;
  const at = () => description.locate(body?.use ?? operation.node);
  if (!vendor.request && !body) return;
  if (!vendor.request) ledger.differ({ place, what: "body", at }, undefined, "a body");
  else if (!body) {
    const facts = Object.values(vendor.request.content).reduce((sum, schema) => sum + 1 + countFacts(schema, nullIsStated), 2);
    ledger.differ({ place, what: "body", at }, "a body", undefined, facts);
  } else {
    ledger.agree();
    ledger.compare({ place, what: "required", at }, vendor.request.required ?? false, body.required);
    compareContent(context, place, vendor.request.content, body.media, at);
  }
}

function compareResponses(context: SchemaContext, place: Place, vendor: VendorOperation, operation: OperationView): void {
  const { description, ledger, nullIsStated } = context;
  const ours = new Map(operation.responses.map((response) => [String(response.status), response]));
  for (const status of new Set([...Object.keys(vendor.responses), ...ours.keys()])) {
    const inside = below(place, `.${status}`);
    const [theirs, own] = [vendor.responses[status], ours.get(status)];
    const at = () => description.locate(own?.use ?? operation.node, own ? undefined : "responses");
    if (!theirs) ledger.differ({ place: inside, what: "status", at }, undefined, "declared");
    else if (!own) {
      const facts = Object.values(theirs).reduce((sum, schema) => sum + 1 + countFacts(schema, nullIsStated), 1);
      ledger.differ({ place: inside, what: "status", at }, "declared", undefined, facts);
    } else {
      ledger.agree();
      compareContent(context, inside, theirs, own.media, at);
    }
  }
}

/** Media types and their schemas. A body that both sides leave empty is one fact. */
function compareContent(
  context: SchemaContext,
  place: Place,
  vendor: VendorContent,
  media: readonly MediaView[],
  at: () => ReturnType<Description["locate"]>,
): void {
  const { description, ledger, nullIsStated } = context;
  const ours = new Map(media.map((one) => [one.type, one]));
  const types = new Set([...Object.keys(vendor), ...ours.keys()]);
  if (types.size === 0) ledger.agree();
  for (const type of types) {
    const inside = types.size === 1 ? place : below(place, `(${type})`);
    const [theirs, own] = [vendor[type], ours.get(type)];
    const entry = { place: inside, what: "media type", at: own ? () => description.locate(own.node) : at };
    if (!theirs) ledger.differ(entry, undefined, type);
    else if (!own) ledger.differ(entry, type, undefined, 1 + countFacts(theirs, nullIsStated));
    else {
      ledger.agree();
      if (own.schema) compareSchema(context, inside, theirs, [own.schema.node]);
      else ledger.differ({ ...entry, what: "schema" }, "a schema", undefined, countFacts(theirs, nullIsStated));
    }
  }
}
