import type { OperationPlace } from "./operation.js";

/**
 * The id of every operation: its `operationId`; where foreign descriptions have none, method and path in camelCase
 * (`GET /users/{id}/keys` → `getUsersIdKeys`), numbered where that is taken.
 */
export function operationIds(places: readonly OperationPlace[]): Map<OperationPlace, string> {
  const ids = new Map<OperationPlace, string>();
  const taken = new Set<string>();
  for (const place of places) {
    const id = place.node["operationId"];
    if (typeof id !== "string" || id === "") continue;
    ids.set(place, id);
    taken.add(id);
  }
  for (const place of places) {
    if (ids.has(place)) continue;
    const base = madeId(place);
    let id = base;
    for (let number = 2; taken.has(id); number++) id = `${base}${number}`;
    ids.set(place, id);
    taken.add(id);
  }
  return ids;
}

function madeId({ method, path }: OperationPlace): string {
  const words = path.match(/[A-Za-z0-9]+/g) ?? [];
  return method.toLowerCase() + words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
}
