import { toBase64Url } from "./base64url.js";
import type { Json } from "./json.js";

/** Everything random or counted in one world, drawn from its seed: the same seed and the same calls give the same values. */
export interface Ids {
  /** A version 4 UUID. */
  uuid(): string;
  /** URL-safe base64 of `bytes` random bytes; 32 bytes make 43 characters. */
  secret(bytes: number): string;
  /** 1, 2, 3 …: for what has an order of creation. */
  sequence(): number;
  reset(): void;
  snapshot(): Json;
  restore(snapshot: Json): void;
}

/** @param seed Any integer; its lowest 32 bits count. */
export function createIds(seed: number): Ids {
  let state = seed >>> 0;
  let count = 0;
  // splitmix32: one 32-bit word of state, every word once in 2^32 draws.
  const word = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  const bytes = (length: number) => Uint8Array.from({ length }, () => word() >>> 24);

  return {
    uuid() {
      const value = bytes(16);
      value[6] = (value[6]! & 0x0f) | 0x40;
      value[8] = (value[8]! & 0x3f) | 0x80;
      const hex = [...value].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
    },
    secret: (length) => toBase64Url(bytes(length)),
    sequence() {
      count += 1;
      return count;
    },
    reset() {
      state = seed >>> 0;
      count = 0;
    },
    snapshot: () => ({ state, count }),
    restore(snapshot) {
      const { state: draws, count: counted } = snapshot as { state?: unknown; count?: unknown };
      if (typeof draws !== "number" || typeof counted !== "number")
        throw new TypeError("cannot restore the ids: not a snapshot of a sandbox");
      state = draws >>> 0;
      count = counted;
    },
  };
}
