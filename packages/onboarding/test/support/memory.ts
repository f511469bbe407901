import type { JournalData, JournalStore } from "../../src/engine/journal.js";
import type { SecretStore } from "../../src/engine/secret-store.js";

/** A journal that is kept as a file keeps it: as text. */
export interface MemoryJournal extends JournalStore {
  text(): string;
  data(): JournalData | undefined;
  /** Back to what it was. */
  restore(data: JournalData | undefined): void;
}

export function memoryJournal(): MemoryJournal {
  let text = "";
  const data = () => (text === "" ? undefined : (JSON.parse(text) as JournalData));
  return {
    text: () => text,
    data,
    restore(data) {
      text = data ? JSON.stringify(data) : "";
    },
    read: async () => data(),
    write: async (written) => {
      text = JSON.stringify(written);
    },
  };
}

/** Secrets in memory, by `customer/vendor/name`. */
export interface MemorySecrets extends SecretStore {
  readonly all: ReadonlyMap<string, string>;
  /** Back to what they were. */
  restore(kept: Iterable<readonly [string, string]>): void;
}

export function memorySecrets(): MemorySecrets {
  const all = new Map<string, string>();
  const key = ({ customer, vendor }: { readonly customer: string; readonly vendor: string }, name: string) =>
    `${customer}/${vendor}/${name}`;
  return {
    all,
    restore(kept) {
      all.clear();
      for (const [name, value] of kept) all.set(name, value);
    },
    place: (customer) => `memory/${customer}`,
    get: async (owner, name) => all.get(key(owner, name)),
    set: async (owner, name, value) => void all.set(key(owner, name), value),
    forget: async (owner) => {
      for (const name of all.keys()) if (name.startsWith(key(owner, ""))) all.delete(name);
    },
  };
}
