import type { ProductCredentials } from "../generated/products.js";
import type { Json } from "../json.js";
import { SANDBOX_ORIGIN } from "../origin.js";
import type { Connection } from "../sandbox.js";
import type { WorldSnapshot } from "../world.js";
import { createCaller, type MessageTarget, workerFailed } from "./caller.js";
import { keepWorld, keptWorld, type WorldStorage } from "./keep.js";
import type { Command, Outcome, SentResponse, State } from "./messages.js";
import { arrivedResponse, sentRequest } from "./travel.js";

/** Options of `openSandbox`. */
export interface OpenOptions {
  /**
   * Where the world is kept after each call, such as `sessionStorage`: the next page of the tab goes on where this one stopped. It holds the
   * tokens that the sandbox made up, so never type a real credential into a sandbox. Default: none, and navigation starts anew.
   */
  readonly storage?: WorldStorage;
  /** Its name there. Change it with every build whose sandbox keeps another state. Default: `gatehouse-sandbox`. */
  readonly key?: string;
}

/** What a client factory needs to talk to a sandbox in a worker, whose clock stays there. */
type RemoteConnection<C> = Omit<Connection<C>, "clock">;

/** A sandbox in a worker, as its page sees it. */
export interface OpenedSandbox {
  /**
   * The global fetch, answered by the sandbox in the worker: nothing leaves the browser. The control API is below
   * `${SANDBOX_ORIGIN}/_gatehouse`. A browser lets no script read or send cookies, so what needs one is refused here.
   */
  readonly fetch: typeof fetch;
  /** Whether the storage has the world as it is after the last call; false before the first one, without a storage, or where it is full. */
  readonly kept: boolean;
  /**
   * Address, credentials and fetch of a well-known account.
   *
   * @param account Default: the product's first account, which may do everything.
   * @throws {RangeError} when there is no such API or account; the message lists those there are.
   */
  connect<Api extends keyof ProductCredentials>(api: Api, account?: string): Promise<RemoteConnection<ProductCredentials[Api]>>;
  connect(api: string, account?: string): Promise<RemoteConnection<never>>;
  /** A fresh world, no faults, an empty log. */
  reset(): Promise<void>;
  snapshot(): Promise<WorldSnapshot>;
  /** @throws {TypeError} when it is no snapshot of such a sandbox; nothing is changed then. */
  restore(snapshot: Json): Promise<void>;
}

/**
 * The page's half of `serveSandbox`.
 *
 * @throws {Error} from its methods, when the worker's script cannot be loaded or fails.
 * @example
 * const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
 * const sandbox = openSandbox(worker, { storage: sessionStorage });
 * const { baseUrl, credentials, fetch } = await sandbox.connect("entrust-idaas");
 */
export function openSandbox(target: MessageTarget, { storage, key = "gatehouse-sandbox" }: OpenOptions = {}): OpenedSandbox {
  const known = storage && keptWorld(storage, key);
  const world = known?.world ?? randomName();
  let latest: Json = known?.snapshot ?? null;
  const send = createCaller(target, world);
  let revision = 0;
  let kept = false;
  const keep = (state: State) => {
    if (state.revision <= revision) return;
    ({ revision } = state);
    latest = state.snapshot;
    kept = storage !== undefined && keepWorld(storage, key, { world, snapshot: latest });
  };

  const outcomeOf = async (command: Command, signal?: AbortSignal): Promise<unknown> => {
    let reply = await send(command, undefined, signal);
    if ("unknown" in reply && reply.unknown === "world") {
      // A worker of this page's own begins without a world, and a service worker may have been stopped in between.
      revision = 0;
      reply = await send(command, latest, signal);
    }
    if ("unknown" in reply) throw new Error("the page and its worker are of different builds – reload the page");
    if ("failed" in reply) throw workerFailed(reply.failed);
    keep(reply.state);
    return settled(reply.outcome);
  };

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const sent = await sentRequest(request);
    return arrivedResponse((await outcomeOf({ do: "fetch", request: sent }, request.signal)) as SentResponse);
  };

  return {
    fetch,
    get kept() {
      return kept;
    },
    connect: async (api: string, account?: string) => ({
      baseUrl: `${SANDBOX_ORIGIN}/${api}`,
      credentials: (await outcomeOf({ do: "credentials", api, account })) as never,
      fetch,
    }),
    async reset() {
      await outcomeOf({ do: "reset" });
    },
    async snapshot() {
      await outcomeOf({ do: "look" });
      return latest as WorldSnapshot;
    },
    async restore(snapshot) {
      await outcomeOf({ do: "restore", snapshot });
    },
  };
}

function settled(outcome: Outcome): unknown {
  if ("value" in outcome) return outcome.value;
  const { name, message } = outcome.error;
  throw name === "TypeError" ? new TypeError(message) : name === "RangeError" ? new RangeError(message) : new Error(message);
}

const randomName = (): string => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");
