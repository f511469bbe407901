import type { Clock, Fetch } from "@gatehouse/runtime";
import type { Customer } from "../customer.js";

/** What is known of something that was made: plain values, none of them a secret. They stand in the journal. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** The secrets of one customer at one vendor, by name. */
export interface Secrets {
  get(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
}

/** What a step gets to look with. */
export interface Look<Client, Inputs, Made> {
  readonly client: Client;
  readonly inputs: Inputs;
  readonly customer: Customer;
  /** Facts of the steps before this one, which are done. */
  readonly made: Made;
  /** What this step has noted, in this run or an earlier one. */
  readonly notes: Facts;
  /** When this step began, in milliseconds since 1970; now where it has not begun. */
  readonly since: number;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What a step gets to work with. */
export interface Work<Client, Inputs, Made> extends Look<Client, Inputs, Made> {
  /** True: an earlier run began this, and nobody knows how far it came. */
  readonly again: boolean;
  /** Keeps facts in the journal at once, beside those noted before: what a later run needs to know if this one ends here. */
  note(facts: Facts): Promise<void>;
  /** Says that nothing was made and nothing may have been: the step has not begun then. Without effect where an earlier run began it. */
  nothing(): Promise<void>;
  /** Says that what was to be made was there before, for steps that cannot find it: off-boarding will leave it. */
  before(): void;
  /** A random UUID. */
  uuid(): string;
}

/**
 * One thing to make at a vendor, and to take away again.
 *
 * A run can end at any moment, so nothing here counts on having been called once: the engine writes down what it is about to do before it
 * does it, and what an earlier run has begun is looked for before it is done again.
 */
export interface Step<Client, Inputs, Made, Own> {
  readonly id: string;
  /** What is made, as it reads behind a vendor's name: "tenant with its API application". */
  readonly title: string;
  /**
   * Looks for what the step makes. Absent: the vendor cannot be asked, and `do` does no harm when it is done twice, or `lost` says which.
   *
   * It is also asked before the first time: what is found then is not ours, and `found` says what becomes of it.
   */
  readonly find?: (look: Look<Client, Inputs, Made>) => Promise<Own | undefined>;
  /** What becomes of what was there before: `keep` goes on with it and leaves it when the customer goes; `refuse` (the default) ends in a failure. */
  readonly found?: "keep" | "refuse";
  /** Makes it. */
  readonly do: (work: Work<Client, Inputs, Made>) => Promise<Own>;
  /** Waits until what an earlier run has begun has come to its end at the vendor, so that `find` can see it. */
  readonly settle?: (look: Look<Client, Inputs, Made>) => Promise<void>;
  /** Finishes what an earlier run has begun. Default: what was found, else `do`. */
  readonly resume?: (work: Work<Client, Inputs, Made>, found: Own | undefined) => Promise<Own>;
  /**
   * Takes it away; what is gone already is no failure. Absent: nothing is to be taken away, or nothing can be.
   *
   * @param made Undefined where `find` is absent and the step may not have been done.
   */
  readonly undo?: (look: Look<Client, Inputs, Made>, made: Own | undefined) => Promise<void>;
  /** What was made, for people: "birch-bank.us.trustedauth.com". */
  readonly says?: (made: Own) => string;
  /** What of it stays at the vendor after `undo` and why, for people. Undefined: nothing. */
  readonly stays?: (look: Look<Client, Inputs, Made>, made: Own | undefined) => string | undefined;
  /** What may have been made by a run that ended before it knew, and can neither be found nor taken away; for people. */
  readonly lost?: (look: Look<Client, Inputs, Made>) => string;
}

/** Something that comes from the environment. */
export interface Variable {
  /** `ENTRUST_IDAAS_URL` */
  readonly name: string;
  readonly what: string;
  /** What counts where the vendor's address is this machine, so that the sandbox needs no configuration. */
  readonly sandbox?: string;
  /** What counts everywhere else, or everywhere, where the variable is not set. */
  readonly standard?: string;
  /** Input whose value counts where the variable is not set. */
  readonly like?: string;
  readonly kind?: "address" | "secret" | "file";
  /** True: names what is made or where; it has to stay the same from a customer's first run to its last. */
  readonly lasting?: true;
}

/** What every client is made with. */
export interface Platform {
  readonly fetch?: Fetch | undefined;
  readonly clock?: Clock | undefined;
}

/** A vendor as data: what it needs from the environment, how its client is made, and its steps in order. */
export interface VendorDefinition<
  Client,
  Variables extends Readonly<Record<string, Variable>>,
  Made extends Readonly<Record<keyof Made, Facts>>,
> {
  /** The API's name; the sandbox serves it below that. */
  readonly id: string;
  readonly title: string;
  readonly variables: Variables;
  /** @throws {ConfigurationError} */
  readonly connect: (inputs: Inputs<Variables>, platform: Platform) => Client;
  /** Where refusals have their text for people: JSON Pointers into a body, the first that leads to a text counts. */
  readonly refusals: readonly string[];
  /** In the order in which they are done; what one has made, those after it may need. */
  readonly steps: readonly {
    readonly [Id in keyof Made]: Step<Client, Inputs<Variables>, Made, Made[Id]> & { readonly id: Id };
  }[keyof Made][];
}

/** Values of variables, by input. */
export type Inputs<Variables> = { readonly [Name in keyof Variables]: string };

/** A vendor as the engine has it: it knows no client, no input and no fact by its type. */
export type Vendor = VendorDefinition<unknown, Readonly<Record<string, Variable>>, Readonly<Record<string, Facts>>>;

/** A step as the engine has it. */
export type AnyStep = Vendor["steps"][number];

/** Takes a vendor's types on trust from here on: the engine hands its steps what its own `connect` and steps gave. */
export function vendor<Client, Variables extends Readonly<Record<string, Variable>>, Made extends Readonly<Record<keyof Made, Facts>>>(
  definition: VendorDefinition<Client, Variables, Made>,
): Vendor {
  return definition as unknown as Vendor;
}
