import { sha256Hex } from "../../sha256.js";

/** What a key is kept as. */
export const keyHash = (key: string): string => sha256Hex(key);

/** What is kept of something secret that belongs to a tenant: enough to tell whether another one is the same. */
export const tenantSecretHash = (tenantId: string, secret: string): string => sha256Hex(`${tenantId} ${secret}`);
