import { isJsonObject, type Json, type JsonObject } from "./json.js";

/** What a collection keeps: plain JSON with an id of its own. */
export interface StoredRecord {
  readonly id: string;
}

/** Records by id, in the order in which they were inserted. What it hands out is frozen: the only way to change it is to call it. */
export interface Collection<T extends StoredRecord> {
  get(id: string): T | undefined;
  /** All records, oldest first. */
  list(): readonly T[];
  /** @throws {Error} when the id is taken. */
  insert(record: T): void;
  /** Changes the named properties and answers the record as it is now. @throws {Error} when there is no such record. */
  update(id: string, change: Partial<Omit<T, "id">>): T;
  /** Whether there was one. */
  delete(id: string): boolean;
}

/**
 * The state of a sandbox. Every change goes through it, so that a test can put something between: a store whose `delete` does nothing, or
 * one that counts.
 *
 * @example
 * const deleteIsNoop = (store: Store): Store => ({
 *   ...store,
 *   collection: <T extends StoredRecord>(name: string) => ({ ...store.collection<T>(name), delete: () => true }),
 * });
 */
export interface Store {
  collection<T extends StoredRecord>(name: string): Collection<T>;
  /** Forgets everything. */
  clear(): void;
  /** Every collection by name, as plain JSON. */
  snapshot(): JsonObject;
  /** @throws {TypeError} when it is not a snapshot of a store; nothing is changed then. */
  restore(snapshot: Json): void;
}

/** An empty store in memory. */
export function createStore(): Store {
  let collections = new Map<string, Map<string, StoredRecord>>();
  const records = (name: string) => {
    const found = collections.get(name) ?? new Map<string, StoredRecord>();
    collections.set(name, found);
    return found;
  };

  return {
    collection: <T extends StoredRecord>(name: string): Collection<T> => ({
      get: (id) => records(name).get(id) as T | undefined,
      list: () => [...records(name).values()] as T[],
      insert(record) {
        if (records(name).has(record.id)) throw new Error(`${name} already has ${record.id}`);
        records(name).set(record.id, frozenCopy(record));
      },
      update(id, change) {
        const before = records(name).get(id);
        if (!before) throw new Error(`${name} has no ${id}`);
        const after = frozenCopy({ ...before, ...change }) as T;
        records(name).set(id, after);
        return after;
      },
      delete: (id) => records(name).delete(id),
    }),
    clear() {
      collections.clear();
    },
    snapshot: () => Object.fromEntries([...collections].map(([name, byId]) => [name, [...byId.values()] as unknown as Json])),
    restore(snapshot) {
      if (!isJsonObject(snapshot)) throw notASnapshot();
      collections = new Map(Object.entries(snapshot).map(([name, list]) => [name, byId(list)]));
    },
  };
}

/** A view of a store in which every collection's name is prefixed, so that products do not meet. */
export function scopedStore(store: Store, scope: string): Pick<Store, "collection"> {
  return { collection: (name) => store.collection(`${scope}/${name}`) };
}

function byId(list: Json | undefined): Map<string, StoredRecord> {
  if (!Array.isArray(list)) throw notASnapshot();
  return new Map(
    list.map((record: Json) => {
      if (!isJsonObject(record) || typeof record["id"] !== "string") throw notASnapshot();
      return [record["id"], frozenCopy(record) as unknown as StoredRecord];
    }),
  );
}

const notASnapshot = () => new TypeError("cannot restore the store: not a snapshot of a sandbox");

/** Records that were frozen to their leaves here. */
const frozen = new WeakSet<object>();

/** The value itself where it is frozen to its leaves already, otherwise a frozen copy: snapshots of snapshots cost nothing. */
function frozenCopy<T extends object>(value: T): T {
  if (frozen.has(value)) return value;
  const copy = isDeeplyFrozen(value) ? value : deepFreeze(structuredClone(value));
  frozen.add(copy);
  return copy;
}

function isDeeplyFrozen(value: unknown): boolean {
  return typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const child of Object.values(value)) deepFreeze(child);
    Object.freeze(value);
  }
  return value;
}
