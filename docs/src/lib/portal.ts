import { loadPortal, type Portal } from "../model/portal.js";

declare const __SPECS__: string;

let loaded: Promise<Portal> | undefined;

/** The portal's data, read once per build. */
export function portal(): Promise<Portal> {
  loaded ??= loadPortal(__SPECS__);
  return loaded;
}
