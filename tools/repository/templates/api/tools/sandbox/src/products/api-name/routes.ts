import type { NotImitated, Operation } from "../../product.js";
import { getStatus } from "./status.js";

/** The operations of release 1.0 that are imitated. */
export const operations: readonly Operation[] = [{ id: "getStatus", method: "GET", path: "/status", handle: getStatus }];

/** Neighbours of these operations that the vendor has and the sandbox has not: answered with 501. */
export const notImitated: readonly NotImitated[] = [];
