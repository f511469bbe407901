// Takes the figures of the bench and writes them to .results/figures.json. Exit codes: 0 – every target holds; 1 – one is missed.
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { loadDescription } from "@gatehouse/description";
import { missed } from "@gatehouse/repository/report";
import { calls } from "./calls.js";
import { deadline } from "./deadline.js";
import { generatePeers } from "./peers.js";
import { retries } from "./retries.js";
import { sandbox } from "./sandbox.js";
import { sizes } from "./sizes.js";
import { swap } from "./swap.js";
import { typeCost } from "./type-cost.js";
import { validated } from "./validation.js";

const description = await loadDescription(fileURLToPath(new URL("../../specs/entrust-idaas", import.meta.url)));
await generatePeers(description);
const figures = {
  ...(await sizes(description.operations.length)),
  ...(await typeCost(description.operations, description, {
    folder: fileURLToPath(new URL(".", import.meta.url)),
    gatehouse: { module: "@gatehouse/entrust-idaas", type: "EntrustIdaas" },
    paths: "@gatehouse/entrust-idaas/http",
    preludes: {
      redocly: 'import { client } from "../.results/peers/redocly/client.js";',
      "hey-api": 'import * as client from "../.results/peers/hey-api/index.js";',
    },
  })),
  ...(await calls(description)),
  ...(await deadline()),
  ...(await retries()),
  ...(await validated(description)),
  ...(await swap()),
  ...(await sandbox()),
};

for (const [name, { value, unit, peers = {} }] of Object.entries(figures)) {
  const others = Object.entries(peers).map(([peer, each]) => `${peer} ${each}`);
  process.stdout.write(`${name}: ${value} ${unit}${others.length > 0 ? ` (${others.join(", ")})` : ""}\n`);
}
const results = new URL("../.results/", import.meta.url);
await mkdir(results, { recursive: true });
await writeFile(new URL("figures.json", results), `${JSON.stringify({ figures }, null, 2)}\n`);
process.exitCode = missed(figures).length > 0 ? 1 : 0;
