import type { ContractConfig, Json, MediaView, OperationView } from "@gatehouse/description";

/**
 * The example of an operation's body as a client takes it: with the sandbox's own values where `contract.yaml` has some, because a secret's
 * example opens nothing, and with a `Blob` for every file of a form. `undefined`: the operation has no body, or none with an example.
 */
export function exampleBody(operation: OperationView, config: ContractConfig): unknown {
  const media = operation.body?.media.find(({ examples }) => examples.length > 0);
  if (!media) return undefined;
  const body = withValues(operation, media.examples[0]!.value, config);
  return media.type.startsWith("multipart/") ? withFiles(body, media) : body;
}

function withValues(operation: OperationView, example: Json, { values = {} }: ContractConfig): Json {
  const body = structuredClone(example) as Json;
  for (const [place, { local }] of Object.entries(values)) {
    const pointer = place.startsWith(`${operation.id}#$request.body#/`) ? place.slice(place.lastIndexOf("#/") + 2) : undefined;
    if (pointer === undefined || local === undefined) continue;
    const steps = pointer.split("/");
    const last = steps.pop()!;
    const holder = steps.reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], body) as
      | Record<string, unknown>
      | undefined;
    if (holder && last in holder) holder[last] = local;
  }
  return body;
}

/** Bytes in examples are written in base64. */
function withFiles(example: Json, media: MediaView): Readonly<Record<string, unknown>> {
  const properties = (media.schema?.resolved["properties"] ?? {}) as Readonly<Record<string, Readonly<Record<string, Json>>>>;
  const parts = Object.entries(example as Record<string, Json>).map(([name, value]) => {
    const type = properties[name]?.["contentMediaType"];
    const isFile = typeof type === "string" && !/json$|^text\//.test(type);
    return [name, isFile ? new Blob([Buffer.from(String(value), "base64")], { type }) : value] as const;
  });
  return Object.fromEntries(parts);
}
