import type { Json } from "../json.js";
import type { WorldSnapshot } from "../world.js";

/** Raised when pages and workers of different builds would misunderstand each other. */
export const PROTOCOL = 1;

/** What a page posts, with a port for the one reply. The only thing it posts to that port itself is that it has given up. */
export interface Call {
  readonly gatehouse: number;
  /** Whose world: a worker may serve several pages. */
  readonly world: string;
  readonly command: Command;
  /** What the world is made from if there is none of that name; null: nothing. Left out of a first try, as a world is large. */
  readonly from?: Json;
}

/** What a page may want done. */
export type Command =
  | { readonly do: "fetch"; readonly request: SentRequest }
  | { readonly do: "credentials"; readonly api: string; readonly account?: string | undefined }
  | { readonly do: "restore"; readonly snapshot: Json }
  | { readonly do: "reset" }
  /** Nothing: the reply says how the world stands. */
  | { readonly do: "look" };

/** What a worker answers: an outcome and the world after it; or why there is none. */
export type Reply =
  | { readonly outcome: Outcome; readonly state: State }
  /** It has no such world, or no longer; or it speaks otherwise. */
  | { readonly unknown: "world" | "protocol" }
  /** It cannot make a world. */
  | { readonly failed: string };

export type Outcome = { readonly value: unknown } | { readonly error: { readonly name: string; readonly message: string } };

/** A world after a call. */
export interface State {
  /** Counts the calls of a world: replies may overtake each other. */
  readonly revision: number;
  readonly snapshot: WorldSnapshot;
}

/** A request as it travels. */
export interface SentRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: ArrayBuffer | null;
}

/** A response as it travels. */
export interface SentResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: ArrayBuffer | null;
}
