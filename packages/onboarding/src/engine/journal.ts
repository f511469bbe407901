import type { Customer } from "../customer.js";
import type { Facts } from "./step.js";

/**
 * How far a step is. A step that has no entry has not begun, or nothing of it is left.
 *
 * `begun`: it may have been done. `done`: it was. `undoing`: it may have been undone. `stays`: it was undone as far as the vendor lets it.
 */
export interface StepEntry {
  readonly state: "begun" | "done" | "undoing" | "stays";
  /** ISO 8601. */
  readonly since: string;
  /** What `do` gave. */
  readonly facts?: Facts;
  readonly notes?: Facts;
  /** It was there before the customer came. */
  readonly before?: true;
}

/** What the journal knows of a customer at a vendor. */
export interface VendorEntry {
  /** Inputs that have to stay the same, by variable. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly steps: Readonly<Record<string, StepEntry>>;
  /** What stays at the vendor for good, for people. */
  readonly stays: readonly string[];
}

/** What the journal knows of a customer. */
export interface CustomerEntry extends Omit<Customer, "domain"> {
  readonly vendors: Readonly<Record<string, VendorEntry>>;
}

/** The whole journal, as it stands in its file. Without secrets. */
export interface JournalData {
  readonly version: 1;
  /** By domain. */
  readonly customers: Readonly<Record<string, CustomerEntry>>;
}

/** Where a journal is kept. */
export interface JournalStore {
  /** Undefined where there is none yet. */
  read(): Promise<JournalData | undefined>;
  /** Whole or not at all, whenever the process ends. */
  write(data: JournalData): Promise<void>;
}

/** The journal of all customers: each change is kept before anything else happens. */
export class Journal {
  #data: JournalData;
  #broken = false;

  private constructor(
    private readonly store: JournalStore,
    data: JournalData,
  ) {
    this.#data = data;
  }

  static async open(store: JournalStore): Promise<Journal> {
    return new Journal(store, (await store.read()) ?? { version: 1, customers: {} });
  }

  /** True once something could not be kept: nothing more may be done then. */
  get broken(): boolean {
    return this.#broken;
  }

  /** Domains of all customers. */
  get domains(): readonly string[] {
    return Object.keys(this.#data.customers);
  }

  customer(domain: string): CustomerEntry | undefined {
    // `constructor` is a domain like any other.
    return Object.hasOwn(this.#data.customers, domain) ? this.#data.customers[domain] : undefined;
  }

  vendor(domain: string, vendor: string): VendorEntry | undefined {
    return this.customer(domain)?.vendors[vendor];
  }

  step(domain: string, vendor: string, step: string): StepEntry | undefined {
    return this.vendor(domain, vendor)?.steps[step];
  }

  /** Enters a customer, and the inputs of vendors where nothing has begun or nothing is left. */
  async enter({ domain, name, contact }: Customer, inputs: Readonly<Record<string, VendorEntry["inputs"]>>): Promise<void> {
    const vendors = Object.entries(inputs).map(([id, lasting]) => {
      const entry = this.vendor(domain, id) ?? { inputs: lasting, steps: {}, stays: [] };
      return [id, Object.keys(entry.steps).length === 0 ? { ...entry, inputs: lasting } : entry] as const;
    });
    await this.#put(domain, { name, contact, vendors: { ...this.customer(domain)?.vendors, ...Object.fromEntries(vendors) } });
  }

  /** Sets steps of a vendor; undefined takes one out. */
  async setSteps(domain: string, vendor: string, changes: Readonly<Record<string, StepEntry | undefined>>): Promise<void> {
    await this.#change(domain, vendor, (entry) => {
      const steps = Object.entries({ ...entry.steps, ...changes }).filter((one): one is [string, StepEntry] => one[1] !== undefined);
      return { ...entry, steps: Object.fromEntries(steps) };
    });
  }

  /** Remembers what stays at a vendor. */
  async addStays(domain: string, vendor: string, what: string): Promise<void> {
    await this.#change(domain, vendor, (entry) => (entry.stays.includes(what) ? entry : { ...entry, stays: [...entry.stays, what] }));
  }

  async #change(domain: string, vendor: string, change: (entry: VendorEntry) => VendorEntry): Promise<void> {
    const customer = this.customer(domain);
    const before = customer?.vendors[vendor];
    if (!customer || !before) throw new RangeError(`the journal has no ${vendor} of ${domain}`);
    const after = change(before);
    if (after !== before) await this.#put(domain, { ...customer, vendors: { ...customer.vendors, [vendor]: after } });
  }

  async #put(domain: string, entry: CustomerEntry): Promise<void> {
    const data = { ...this.#data, customers: { ...this.#data.customers, [domain]: entry } };
    try {
      await this.store.write(data);
    } catch (error) {
      this.#broken = true;
      throw error;
    }
    this.#data = data;
  }
}
