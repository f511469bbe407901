import type { Json, JsonObject, Sandbox } from "@gatehouse/sandbox";

/** Collections of a sandbox that remember what was asked, not what was made. */
const MEMORIES = /\/(tokens|operations|counters)$/;
/** Properties that differ from run to run. */
const VOLATILE = new Set(["order", "createdAt", "startDate", "entitlementUuid", "sharedSecret", "idpClientSecretHash"]);

/** What is different in a sandbox from how it was: records by collection, with ids that say no more than which is which. */
export type Residue = Readonly<Record<string, readonly JsonObject[]>>;

/** Compares a sandbox with a snapshot of it. A record that was changed or removed counts as much as one that was added. */
export function residueOf(sandbox: Sandbox, before: ReturnType<Sandbox["snapshot"]>): Residue {
  const then = before.store as Collections;
  const now = sandbox.snapshot().store as Collections;
  const names = new Names();
  const residue: [string, JsonObject[]][] = [];
  for (const collection of Object.keys({ ...then, ...now })
    .filter((name) => !MEMORIES.test(name))
    .sort()) {
    const old = new Map((then[collection] ?? []).map((record) => [record.id, record]));
    const present = now[collection] ?? [];
    const added = present.filter(({ id }) => !old.has(id));
    for (const [index, { id }] of added.entries()) names.give(collection, id, index + 1);
    const changed = present.filter((record) => old.has(record.id) && JSON.stringify(old.get(record.id)) !== JSON.stringify(record));
    const removed = [...old.keys()].filter((id) => present.every((record) => record.id !== id)).map((id) => ({ removed: id }));
    const records = [...added, ...changed, ...removed];
    if (records.length > 0) residue.push([collection, records]);
  }
  return Object.fromEntries(
    residue.map(([collection, records]) => [collection, records.map((record) => named(record, collection, names))]),
  );
}

type Collections = Readonly<Record<string, readonly (JsonObject & { readonly id: string })[]>>;

/** Names for ids of new records. Collections of one product may use the same ids. */
class Names {
  readonly #names = new Map<string, Map<string, string>>();

  give(collection: string, id: string, number: number): void {
    const names = this.#names.get(id) ?? new Map<string, string>();
    this.#names.set(id, names.set(collection, `${collection}#${number}`));
  }

  /** @param key Property that the id stands in: `apartmentId` is one of `apartments`. */
  of(id: string, collection: string, key: string): string | undefined {
    const [api] = collection.split("/");
    const own = [...(this.#names.get(id) ?? [])].filter(([name]) => name.startsWith(`${api}/`));
    const fitting = own.find(([name]) => (key === "id" ? name === collection : key.startsWith(name.slice(`${api}/`.length, -1))));
    return (fitting ?? own[0])?.[1];
  }
}

function named<T extends Json>(value: T, collection: string, names: Names, key = ""): T {
  if (typeof value === "string") {
    // An id may stand between others: `LindenWorks/<person>`.
    return value
      .split("/")
      .map((part) => names.of(part, collection, key) ?? part)
      .join("/") as T;
  }
  if (Array.isArray(value)) return value.map((one) => named(one, collection, names, key)) as unknown as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !VOLATILE.has(name));
  return Object.fromEntries(entries.map(([name, one]) => [name, named(one as Json, collection, names, name)])) as T;
}
