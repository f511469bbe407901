import { isJsonObject, type Json } from "../json.js";

/** A world as a page's storage has it. */
export interface KeptWorld {
  readonly world: string;
  readonly snapshot: Json;
}

/** What a page uses of `sessionStorage`. */
export type WorldStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What an earlier page has kept; undefined when there is nothing, or nothing that can be read. */
export function keptWorld(storage: WorldStorage, key: string): KeptWorld | undefined {
  try {
    const value = JSON.parse(storage.getItem(key) ?? "null") as Json;
    if (!isJsonObject(value) || typeof value["world"] !== "string" || value["snapshot"] === undefined) return undefined;
    return { world: value["world"], snapshot: value["snapshot"] };
  } catch {
    return undefined;
  }
}

/** @returns Whether it could be kept. Where it cannot, what was kept before goes: half of what happened is worse than nothing. */
export function keepWorld(storage: WorldStorage, key: string, kept: KeptWorld): boolean {
  try {
    storage.setItem(key, JSON.stringify(kept));
    return true;
  } catch {
    try {
      storage.removeItem(key);
    } catch {
      // A storage that may not be used at all has nothing that could come back.
    }
    return false;
  }
}
