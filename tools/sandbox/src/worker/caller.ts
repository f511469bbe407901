import type { Json } from "../json.js";
import { type Call, type Command, PROTOCOL, type Reply } from "./messages.js";

/** What takes a page's messages: a `Worker`, a `ServiceWorker`, or one end of a `MessageChannel`. */
export interface MessageTarget {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener?(type: "error", listener: (event: Event) => void): void;
}

/** Posts a command, and perhaps what to make the world from, and waits for the reply. */
export type Caller = (command: Command, from: Json | undefined, signal?: AbortSignal) => Promise<Reply>;

/**
 * Calls about one world. Each has a port of its own for the reply, since a port that stays open would be lost with a service worker that the
 * browser stops, and nobody would be told.
 */
export function createCaller(target: MessageTarget, world: string): Caller {
  const waiting = new Set<(reason: unknown) => void>();
  let broken: Error | undefined;
  target.addEventListener?.("error", (event) => {
    const { message } = event as ErrorEvent;
    broken = workerFailed(message || "its script could not be loaded");
    for (const fail of [...waiting]) fail(broken);
  });

  return (command, from, signal) =>
    new Promise((resolve, reject) => {
      if (broken) throw broken;
      signal?.throwIfAborted();
      const { port1: ours, port2: theirs } = new MessageChannel();
      const leave = () => {
        ours.close();
        waiting.delete(fail);
        signal?.removeEventListener("abort", giveUp);
      };
      const fail = (reason: unknown) => {
        leave();
        reject(reason);
      };
      const giveUp = () => {
        ours.postMessage(null);
        fail(signal?.reason);
      };
      ours.onmessage = ({ data }) => {
        leave();
        resolve(data as Reply);
      };
      waiting.add(fail);
      signal?.addEventListener("abort", giveUp, { once: true });
      const call: Call = { gatehouse: PROTOCOL, world, command, ...(from !== undefined && { from }) };
      target.postMessage(call, [theirs]);
    });
}

/** There is no sandbox in the worker, and will be none. */
export const workerFailed = (why: string): Error => new Error(`the sandbox's worker failed: ${why}`);
