import type { Transport } from "./wire.js";

/** Something that can be checked: a server over HTTP, a handler in this process, later a recording. */
export interface Target {
  /** How reports name it: its URL, or `in-process`. */
  readonly name: string;
  /** As a person would type it, ports included; absent: the name. Ports stay out of the name, so that reports of two runs can be compared. */
  readonly address?: string;
  /** True for in-process and loopback targets: only there do the local defaults of `contract.yaml` apply. */
  readonly local: boolean;
  /**
   * True where `open` gives every world a state of its own, as in a fresh product; then cases cannot disturb each other. False for a server
   * over HTTP, which has one state.
   */
  readonly isolated: boolean;
  /**
   * A way to send requests, by server name (`default` where the API has one).
   * @param world A name; the same name gives the same state for as long as it is open.
   */
  open(world: string): Promise<World>;
  close(): Promise<void>;
}

/** One state of a target. */
export interface World {
  readonly transports: Readonly<Record<string, Transport>>;
  /** Lets that much time pass: on the target's virtual clock where it has one, otherwise really. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** No answer came: nothing listens, a name does not resolve, the connection was refused. The run cannot be told; exit 2. */
export class TargetError extends Error {
  override readonly name = "TargetError";
}
