import { type Answer, json } from "./answer.js";
import { type Application, createApplication } from "./application.js";
import type { Clock, SandboxClock } from "./clock/clock.js";
import { virtualClock } from "./clock/virtual-clock.js";
import { CONTROL_PATH, createControl } from "./control.js";
import { Faults } from "./faults.js";
import { arrivalOf, responseOf } from "./fetched.js";
import { type ProductCredentials, sandboxProducts } from "./generated/products.js";
import { runHook } from "./hooks.js";
import type { Json, JsonObject } from "./json.js";
import { SANDBOX_ORIGIN } from "./origin.js";
import type { Account, Product, Settings, Site } from "./product.js";
import type { Arrival } from "./request.js";
import { type LoggedRequest, RequestLog } from "./request-log.js";
import { enforce, type RuleTable } from "./rule.js";
import { type Store, scopedStore } from "./store.js";
import { createWorld, type WorldSnapshot } from "./world.js";

/** Options of `createSandbox`. */
export interface SandboxOptions {
  /** Default: a virtual clock, so that nothing takes real time. */
  readonly clock?: SandboxClock;
  /** Every id, token and secret is drawn from it. Default: 1. */
  readonly seed?: number;
  /** Default: all products. */
  readonly products?: readonly Product[];
  /** Settings by API, each over the product's default. */
  readonly settings?: Readonly<Record<string, Settings>>;
  /** Puts something between, for tests: a store that loses a delete, a product without one of its rules. */
  readonly wrap?: {
    readonly store?: (store: Store) => Store;
    readonly rules?: (rules: RuleTable, api: string) => RuleTable;
  };
}

/** What a client factory needs to talk to a sandbox. */
export interface Connection<C> {
  readonly baseUrl: string;
  readonly credentials: C;
  readonly fetch: typeof fetch;
  /** The sandbox's: whoever waits for a job, a retry or a deadline waits in its time, which costs none. */
  readonly clock: Clock;
}

/** One set of products with a world of their own. */
export interface Sandbox {
  /** The global fetch, answered by the products: no socket, no network. Other addresses than the sandbox's answer 404. */
  readonly fetch: typeof fetch;
  /**
   * What `fetch` stands on, for a server that has no use for `Request` and `Response`.
   *
   * @throws {DroppedConnection} when a fault wants the connection dropped.
   */
  readonly answer: (arrival: Arrival) => Promise<Answer>;
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly products: readonly Product[];
  /** What was asked since the start or the last reset, without secrets. */
  readonly requests: readonly LoggedRequest[];
  /**
   * All that a client's factory needs: address and credentials of a well-known account, fetch and clock.
   *
   * @param account Default: the product's first account, which may do everything.
   * @throws {RangeError} when there is no such API or account; the message lists those there are.
   * @example
   * const idaas = createEntrustIdaas(sandbox.connect("entrust-idaas"));
   */
  connect<Api extends keyof ProductCredentials>(api: Api, account?: string): Connection<ProductCredentials[Api]>;
  connect(api: string, account?: string): Connection<never>;
  /** A well-known account. @throws {RangeError} when there is no such API or account. */
  account(api: string, account?: string): Account;
  /**
   * Makes something happen around a product that its API has no call for; `products` lists what there is.
   *
   * @returns What the hook answers, as plain JSON.
   * @throws {RangeError} when there is no such API or hook, or the world has no place for it.
   * @throws {TypeError} when the hook takes something else.
   */
  hook(api: string, name: string, input?: JsonObject): Json;
  /**
   * Changes settings of a product while it is running, until `reset`.
   *
   * @returns All its settings as they are now.
   * @throws {RangeError} when there is no such API, or a setting is none of the product's; nothing is changed then.
   */
  configure(api: string, changes: Settings): Settings;
  /** A fresh world, no faults, an empty log, the settings that the sandbox was created with. */
  reset(): void;
  snapshot(): WorldSnapshot;
  /** @throws {TypeError} when it is no snapshot of such a sandbox. */
  restore(snapshot: Json): void;
}

/**
 * A sandbox in this process.
 *
 * @throws {RangeError} when a setting is none of the product's.
 * @example
 * const sandbox = createSandbox();
 * const { baseUrl, credentials, fetch } = sandbox.connect("entrust-idaas");
 * const response = await fetch(`${baseUrl}/api/web/v1/adminapi/authenticate`, {
 *   method: "POST",
 *   headers: { "content-type": "application/json" },
 *   body: JSON.stringify(credentials),
 * });
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const products: readonly Product[] = options.products ?? sandboxProducts;
  for (const api of Object.keys(options.settings ?? {})) named(products, api, "API");
  const world = createWorld({ clock: options.clock ?? virtualClock(), seed: options.seed ?? 1, wrapStore: options.wrap?.store });
  const log = new RequestLog();
  const faults = new Faults();
  const sites = products.map((product) => {
    const rules = options.wrap?.rules?.(product.rules, product.name) ?? product.rules;
    const settings = mergedSettings(product, options.settings?.[product.name] ?? {});
    const site: { -readonly [Key in keyof Site]: Site[Key] } = {
      clock: world.clock,
      ids: world.ids,
      store: scopedStore(world.store, product.name),
      settings,
      rules,
      enforce: (group, facts) => enforce(rules, group, facts),
    };
    return { name: product.name, product, site, settings };
  });
  const seed = () => {
    for (const { product, site } of sites) product.seed(site);
  };
  const reset = () => {
    world.clear();
    for (const { site, settings } of sites) site.settings = settings;
    seed();
    faults.clear();
    log.clear();
  };
  seed();

  const applications = new Map<string, Application>(
    sites.map(({ name, product, site }) => [name, createApplication(product, site, log, faults)]),
  );
  const hook = (api: string, name: string, input: Json = {}): Json => {
    const { product, site } = named(sites, api, "API");
    return runHook(product, site, name, input);
  };
  const configure = (api: string, changes: Settings): Settings => {
    const { product, site } = named(sites, api, "API");
    site.settings = mergedSettings(product, changes, site.settings);
    return site.settings;
  };
  const settings = () => Object.fromEntries(sites.map(({ name, site }) => [name, site.settings]));
  const control = createControl({ world, log, faults, reset, products, hook, settings, configure });
  applications.set(CONTROL_PATH.slice(1), control);

  const answer = async (arrival: Arrival): Promise<Answer> => {
    const { target } = arrival;
    const mark = target.indexOf("?");
    const end = mark === -1 ? target.length : mark;
    const slash = target.indexOf("/", 1);
    const nameEnd = slash === -1 || slash > end ? end : slash;
    const application = applications.get(target.slice(1, nameEnd));
    if (application) return application(arrival, target.slice(nameEnd, end), target.slice(end));
    if (end === 1 && arrival.method === "GET")
      return json(200, { apis: Object.fromEntries(products.map((one) => [one.name, `${one.title} ${one.release}`])) });
    return json(404, { error: `no API has this path – expected /${products.map((one) => one.name).join(", /")}` });
  };

  const find = (api: string, account?: string): Account => {
    const product = named(products, api, "API");
    return account === undefined ? product.accounts[0]! : named(product.accounts, account, `account of ${api}`);
  };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = input instanceof Request && init === undefined ? input : new Request(input, init);
    request.signal.throwIfAborted();
    const answered = await answer(arrivalOf(request));
    request.signal.throwIfAborted();
    return responseOf(answered, request.method);
  };

  return {
    fetch,
    answer,
    clock: world.clock,
    faults,
    products,
    get requests() {
      return log.entries;
    },
    account: find,
    hook,
    configure,
    connect: (api: string, account?: string) => ({
      baseUrl: `${SANDBOX_ORIGIN}/${api}`,
      credentials: find(api, account).credentials as never,
      fetch,
      clock: world.clock,
    }),
    reset,
    snapshot: () => world.snapshot(),
    restore: (snapshot) => world.restore(snapshot),
  };
}

function mergedSettings(product: Product, settings: Settings, base: Settings = product.settings): Settings {
  for (const [name, value] of Object.entries(settings)) {
    const standard = Object.hasOwn(product.settings, name) ? product.settings[name] : undefined;
    if (standard === undefined || typeof standard !== typeof value) {
      const known = Object.entries(product.settings).map(([key, one]) => `${key} (${typeof one})`);
      throw new RangeError(`${product.name} has no setting ${name} of type ${typeof value} – expected ${known.join(", ") || "none"}`);
    }
    if (typeof value === "number" && !(Number.isFinite(value) && value >= 0)) {
      throw new RangeError(`${product.name} cannot have ${name} = ${value} – expected 0 or more`);
    }
  }
  return { ...base, ...settings };
}

function named<T extends { readonly name: string }>(all: readonly T[], name: string, what: string): T {
  const found = all.find((one) => one.name === name);
  if (!found) throw new RangeError(`no ${what} is called "${name}" – expected ${all.map((one) => one.name).join(", ")}`);
  return found;
}
