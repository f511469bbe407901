import { realClock } from "../clock/real-clock.js";
import type { Json } from "../json.js";
import { createSandbox, type Sandbox } from "../sandbox.js";
import { type Call, type Command, type Outcome, PROTOCOL, type Reply } from "./messages.js";
import { arrivedRequest, sentResponse } from "./travel.js";
import { type ServedWorld, Worlds } from "./worlds.js";

/** Where the messages of pages arrive: a worker's global scope, or one end of a `MessageChannel`. */
export interface MessageSource {
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void;
  start?(): void;
}

/** Options of `serveSandbox`. */
export interface ServeOptions {
  /** Makes the sandbox of a page. Default: all products, with the machine's clock. */
  readonly create?: () => Sandbox;
  /** How many sandboxes there may be at a time. The one unused for longest makes room; its page brings its state back. Default: 16. */
  readonly most?: number;
  /** Default: the worker's global scope. */
  readonly scope?: MessageSource;
}

/**
 * Serves sandboxes to pages from inside a web worker or a service worker, each page with a world of its own. The page's half is
 * `openSandbox`.
 *
 * Call it while the worker's script runs for the first time, not later: what wakes a service worker is delivered right after that.
 *
 * @example
 * // worker.js
 * import { serveSandbox } from "@gatehouse/sandbox/worker";
 * serveSandbox();
 */
export function serveSandbox({ create = machineSandbox, most = 16, scope = globalThis }: ServeOptions = {}): void {
  const worlds = new Worlds(create, most);
  scope.addEventListener("message", (event) => {
    const [port] = event.ports;
    if (!port || !isCall(event.data)) return;
    const answered = answer(worlds, event.data, port);
    // A service worker may be stopped unless it says until when it is busy; nobody else has such a method.
    (event as { waitUntil?(until: Promise<void>): void }).waitUntil?.(answered);
  });
  scope.start?.();
}

const machineSandbox = (): Sandbox => createSandbox({ clock: realClock() });

/** A service worker may be sent messages of other kinds, too. */
const isCall = (data: unknown): data is Call => typeof data === "object" && data !== null && "gatehouse" in data;

async function answer(worlds: Worlds, call: Call, port: MessagePort): Promise<void> {
  const givenUp = new AbortController();
  port.onmessage = () => givenUp.abort();
  const transfer: ArrayBuffer[] = [];
  const reply = await carriedOut(worlds, call, givenUp.signal, transfer).catch(
    // Left to itself it would be an error in the worker that no page is told of, and its call would wait for ever.
    (error): Reply => ({ failed: String(error) }),
  );
  port.postMessage(reply, transfer);
  port.close();
}

async function carriedOut(worlds: Worlds, call: Call, signal: AbortSignal, transfer: ArrayBuffer[]): Promise<Reply> {
  if (call.gatehouse !== PROTOCOL) return { unknown: "protocol" };
  const world = worlds.get(call.world) ?? (call.from === undefined ? undefined : made(worlds, call.world, call.from));
  if (!world) return { unknown: "world" };
  const outcome = await outcomeOf(world.sandbox, call.command, signal, transfer);
  world.revision += 1;
  return { outcome, state: { revision: world.revision, snapshot: world.sandbox.snapshot() } };
}

function made(worlds: Worlds, name: string, from: Json): ServedWorld {
  const world = worlds.make(name);
  try {
    if (from !== null) world.sandbox.restore(from);
  } catch {
    // What an older build has kept and this one cannot read: the world is a fresh one.
  }
  return world;
}

const NOTHING: Outcome = { value: null };

async function outcomeOf(sandbox: Sandbox, command: Command, signal: AbortSignal, transfer: ArrayBuffer[]): Promise<Outcome> {
  try {
    switch (command.do) {
      case "fetch": {
        const response = await sentResponse(await sandbox.fetch(arrivedRequest(command.request, signal)));
        if (response.body) transfer.push(response.body);
        return { value: response };
      }
      case "credentials":
        return { value: sandbox.account(command.api, command.account).credentials };
      case "restore":
        sandbox.restore(command.snapshot);
        return NOTHING;
      case "reset":
        sandbox.reset();
        return NOTHING;
      case "look":
        return NOTHING;
    }
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    return { error: { name, message } };
  }
}
