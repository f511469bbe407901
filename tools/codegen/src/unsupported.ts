import type { Description, JsonObject, Node } from "@gatehouse/description";
import { type BundledDocument, object } from "./document.js";
import { mapNodes } from "./map-nodes.js";
import { mediaKind } from "./media.js";
import { isBare } from "./plan-operation.js";

/**
 * What the description says and the generated client does not carry, as readable lines with a place. Told by the tool, so that nobody
 * has to find out.
 */
export function unsupportedFeatures(description: Description, document: BundledDocument): readonly string[] {
  const found = new Map<string, { places: string[]; nodes: Node[] }>();
  const note = (feature: string, place: string, node: Node) => {
    const entry = found.get(feature) ?? { places: [], nodes: [] };
    entry.places.push(place);
    entry.nodes.push(node);
    found.set(feature, entry);
  };
  for (const scheme of description.securitySchemes.values()) {
    if (scheme.type === "mutualTLS") note("mutual TLS: give the client a fetch that has the certificate", scheme.name, scheme.node);
    if (/^(oauth2|openIdConnect)$/.test(scheme.type) && !scheme.login) {
      note("OAuth flows: the access token is a credential that you fetch yourself", scheme.name, scheme.node);
    }
  }
  for (const view of description.operations) {
    if (view.method === "TRACE") note("method TRACE: fetch refuses to send it", view.id, view.node);
    if (Object.keys(object(view.node["callbacks"])).length > 0) note("callbacks", view.id, view.node);
    for (const parameter of view.parameters) {
      const place = `${view.id} ${parameter.name}`;
      if (/^(label|matrix)$/.test(parameter.style)) note(`parameter style ${parameter.style}`, place, parameter.node);
      if (parameter.node["content"] !== undefined) note("parameters with a media type: sent as plain text", place, parameter.node);
      if (parameter.node["allowReserved"] === true) note("allowReserved: reserved characters are encoded", place, parameter.node);
    }
    const bodies = view.body?.media ?? [];
    if (bodies.length > 0 && /^(GET|HEAD)$/.test(view.method))
      note(`bodies with ${view.method}: fetch refuses to send them`, view.id, view.node);
    if (bodies.length > 1) note("several media types of a request body: one is sent", view.id, view.node);
    if (bodies[0] && /xml/.test(bodies[0].type) && mediaKind(bodies[0].type) === "text")
      note("XML bodies: sent and given as text", view.id, view.node);
    for (const response of view.responses) {
      if (response.media.length > 0 && view.method !== "HEAD" && isBare(view, response.status))
        note(`content with status ${response.status}: HTTP has none`, view.id, view.node);
      if (typeof response.status === "number") continue;
      note(`status ${response.status}: not in the types, thrown as UndeclaredStatusError`, view.id, view.node);
    }
  }
  const webhooks = Object.keys(object(document.root["webhooks"]));
  if (webhooks.length > 0) note("webhooks", webhooks[0] as string, description.root);
  for (const [name, schema] of document.schemas) {
    const node = description.schemas.get(name)?.node ?? description.root;
    if (hasConditions(object(schema)))
      note("conditional rules (if, not, dependentRequired …): checked by the server, not by the types", name, node);
    for (const key of oneWay(object(schema))) note(`${key} properties: in the types of both directions`, name, node);
  }
  return [...found].map(([feature, { places, nodes }]) => {
    const { file, line } = description.locate(nodes[0] as Node);
    const more = places.length > 1 ? ` and ${places.length - 1} more` : "";
    return `${feature} – ${places[0]} (${file}:${line})${more}`;
  });
}

/** `readOnly` and `writeOnly`, as far as something inside the schema says so. */
function oneWay(schema: JsonObject): readonly string[] {
  const found = new Set<string>();
  mapNodes({ components: { schemas: { schema } } }, (node) => {
    for (const key of ["readOnly", "writeOnly"]) if (node[key] === true) found.add(key);
    return node;
  });
  return [...found];
}

function hasConditions(schema: JsonObject): boolean {
  return ["if", "not", "dependentRequired", "dependentSchemas", "propertyNames", "unevaluatedProperties"].some(
    (key) => key in object(schema),
  );
}
