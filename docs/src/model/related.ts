import type { Description, Json, OperationView } from "@gatehouse/description";
import { code } from "./type-text.js";

/** Another operation that belongs to this one's story. */
export interface Related {
  readonly operationId: string;
  readonly title: string;
  readonly method: string;
  readonly path: string;
  /** Markdown: why it stands here. */
  readonly why: string;
}

/** Operations around an operation. */
export interface RelatedOperations {
  /** Those that take what this one answers. */
  readonly next: readonly Related[];
  /** Those that give what this one takes. */
  readonly before: readonly Related[];
  /** Others of the same resource. */
  readonly sameResource: readonly Related[];
}

export function relatedOperations(description: Description, operation: OperationView): RelatedOperations {
  const next = new Map<string, Related>();
  const before = new Map<string, Related>();
  for (const link of linksOf(operation)) {
    const target = description.operations.find((one) => one.id === link.operationId);
    if (target && !next.has(target.id)) next.set(target.id, related(target, link.description ?? passing(link.parameters)));
  }
  for (const other of description.operations) {
    const link = linksOf(other).find((one) => one.operationId === operation.id);
    if (link && other.id !== operation.id) before.set(other.id, related(other, passing(link.parameters)));
  }
  const { resource } = operation;
  const sameResource = description.operations.filter(
    (other) =>
      resource && other.id !== operation.id && other.resource?.name === resource.name && !next.has(other.id) && !before.has(other.id),
  );
  return {
    next: [...next.values()],
    before: [...before.values()],
    sameResource: sameResource.map((other) => related(other, "")),
  };
}

function linksOf(operation: OperationView) {
  return operation.responses.flatMap((response) => response.links);
}

function related(operation: OperationView, why: string): Related {
  return {
    operationId: operation.id,
    title: operation.summary ?? operation.id,
    method: operation.method,
    path: operation.path,
    why,
  };
}

/** `{ id: "$response.body#/id" }` → ``Its `id` is the answer's `id`.`` */
function passing(parameters: Readonly<Record<string, Json>>): string {
  const parts = Object.entries(parameters).map(([name, from]) => `${code(name.replace(/^[a-z]+\./, ""))} is ${origin(from)}`);
  return parts.length > 0 ? `Its ${parts.join(", its ")}.` : "";
}

function origin(value: Json): string {
  if (typeof value !== "string" || !value.startsWith("$")) return code(JSON.stringify(value));
  const body = /^\$(response|request)\.body#\/(.+)$/.exec(value);
  if (body) return `${code(body[2]!.replaceAll("/", "."))} of the ${body[1] === "response" ? "answer" : "request"}`;
  const part = /^\$(response|request)\.(path|query|header)\.(.+)$/.exec(value);
  if (part) return `the ${part[2]} value ${code(part[3]!)} of the ${part[1] === "response" ? "answer" : "request"}`;
  return code(value);
}
