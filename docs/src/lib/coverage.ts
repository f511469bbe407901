import { sandboxProducts } from "@gatehouse/sandbox";
import { type ApiCoverage, coverageOf } from "../model/coverage.js";
import { portal } from "./portal.js";
import { reports } from "./reports.js";

/** What stands behind every operation of every API. */
export async function coverage(): Promise<readonly ApiCoverage[]> {
  return coverageOf((await portal()).apis, sandboxProducts, await reports());
}
