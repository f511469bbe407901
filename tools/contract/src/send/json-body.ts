import type { Json } from "@gatehouse/description";
import type { WireBody } from "../wire.js";

/** The JSON of a body, or undefined where it is none. */
export function jsonOf(body: WireBody | undefined): Json | undefined {
  if (body === undefined || !("text" in body)) return undefined;
  try {
    return JSON.parse(body.text) as Json;
  } catch {
    return undefined;
  }
}
