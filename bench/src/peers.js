import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "@hey-api/openapi-ts";
import { succeed } from "./succeed.js";

/** Where generated peers of the API that is called stand. */
export const PEERS = fileURLToPath(new URL("../.results/peers/", import.meta.url));

const REDOCLY = fileURLToPath(new URL("../../node_modules/@redocly/cli/bin/cli.js", import.meta.url));

/**
 * Has other generators write their clients of a description: `redocly/client.ts` and `hey-api/`.
 *
 * @param {import("@gatehouse/description").Description} description
 * @param {string} [folder]
 */
export async function generatePeers(description, folder = PEERS) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const input = join(folder, "openapi.json");
  await writeFile(input, JSON.stringify(await description.bundle()));
  await succeed([REDOCLY, "generate-client", input, "--output", join(folder, "redocly/client.ts")], dirname(input));
  await createClient({
    input,
    output: join(folder, "hey-api"),
    logs: { level: "silent" },
    plugins: ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"],
  });
}
