import { loadPromises, type PromiseKept } from "../model/promises.js";
import { reports } from "./reports.js";

declare const __PROMISES__: string;

/** What the clients promise, with the figures that are quoted. */
export async function promises(): Promise<readonly PromiseKept[]> {
  return loadPromises(__PROMISES__, await reports());
}
