import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CommandError } from "@gatehouse/command-line";
import type { PortalData } from "./portal-data.js";

/**
 * What the built pages say of themselves.
 *
 * @throws {CommandError} when there are none.
 */
export async function readPortalData(dist: string): Promise<PortalData> {
  try {
    return JSON.parse(await readFile(join(dist, "portal.json"), "utf8")) as PortalData;
  } catch (cause) {
    throw new CommandError(`no portal in ${dist}`, { hint: "build it first: npm run build", cause });
  }
}
