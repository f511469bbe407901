import { type Description, formatPointer, type OperationView, parsePointer, parseRuntimeExpression } from "@gatehouse/description";

/**
 * Where a resource's id goes in the request of an operation: where `x-resource` says so; for the operations of other resources, such as
 * children, where links show that it is the same value.
 */
export function resourcePlace(description: Description, operation: OperationView, resource: string): string | undefined {
  const own = operation.resource;
  if (own?.name === resource && own.id?.startsWith("$request.")) return own.id;
  return placeByLinkTo(description, operation, resource) ?? placeByLinkFrom(description, operation, resource);
}

/** A link that leads here with the id of a resource. */
function placeByLinkTo(description: Description, operation: OperationView, resource: string): string | undefined {
  for (const source of description.operations) {
    const ids = idExpressions(source, resource);
    if (ids.length === 0) continue;
    for (const link of source.responses.flatMap(({ links }) => links)) {
      if (link.operationId !== operation.id) continue;
      const found = Object.entries(link.parameters).find(([, expression]) => ids.includes(String(expression)));
      const place = found && parameterPlace(operation, found[0]);
      if (place !== undefined) return place;
    }
  }
  return undefined;
}

/** A link that leads from here to an operation of the resource, with a value of this request as its id. */
function placeByLinkFrom(description: Description, operation: OperationView, resource: string): string | undefined {
  for (const link of operation.responses.flatMap(({ links }) => links)) {
    const target = description.operations.find(({ id }) => id === link.operationId);
    if (target?.resource?.name !== resource) continue;
    const found = Object.entries(link.parameters).find(([key]) => parameterPlace(target, key) === target.resource?.id);
    const place = found && parseRuntimeExpression(String(found[1]));
    if (place?.source === "request") return String(found![1]);
  }
  return undefined;
}

/** How links of an operation may name the id of its resource. */
function idExpressions({ resource, pagination }: OperationView, name: string): string[] {
  if (resource?.name !== name || resource.id === undefined) return [];
  if (resource.role !== "list") return [resource.id];
  // In a list the id is told relative to an item; a link names the first.
  const items = pagination && parseRuntimeExpression(pagination.items);
  const id = parseRuntimeExpression(resource.id);
  if (id?.source !== "response" || id.place !== "body") return [];
  const list = items?.source === "response" && items.place === "body" ? items.pointer : "";
  return [`$response.body#${formatPointer([...parsePointer(list), "0", ...parsePointer(id.pointer)])}`];
}

/** `id`, `path.id` → `$request.path.id`. */
export function parameterPlace({ parameters }: OperationView, key: string): string | undefined {
  const [, place, name] = /^(?:(path|query|header)\.)?(.*)$/s.exec(key) as unknown as [string, string | undefined, string];
  const found = parameters.find((one) => one.name === name && (place === undefined || one.in === place));
  return found && found.in !== "cookie" ? `$request.${found.in}.${name}` : undefined;
}
