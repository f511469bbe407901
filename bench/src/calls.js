import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { figure } from "@gatehouse/repository/report";
import { bundle } from "./bundle.js";
import { interleave } from "./interleave.js";
import { PEERS } from "./peers.js";

/** @typedef {import("@gatehouse/repository/report").Figures} Figures */

const CONTENDERS = ["gatehouse", "gatehouse-http", "raw-fetch", "openapi-fetch", "redocly", "hey-api", "ky"];

/**
 * What a call costs beyond the network: in this process, over a `fetch` that answers at once.
 *
 * @param {import("@gatehouse/description").Description} description
 * @returns {Promise<Figures>}
 */
export async function calls(description) {
  const server = responder(description);
  const clients = await Promise.all(CONTENDERS.map(async (name) => /** @type {const} */ ([name, (await load(name)).make(server.fetch)])));
  /** @type {Record<string, import("@gatehouse/repository/report").Figure>} */
  const figures = {};
  for (const [shape, call] of /** @type {const} */ ([
    ["GET", (/** @type {any} */ client) => client.get("t0000000-0000-4000-8000-000000000001")],
    ["POST", (/** @type {any} */ client) => client.list(10)],
  ])) {
    // Each sends one request per call and gives the body: otherwise they would not do the same.
    for (const [name, client] of clients) {
      await call(client);
      server.requests = 0;
      const answer = await call(client);
      if (server.requests !== 1 || JSON.stringify(answer) !== server.bodies[shape]) throw new Error(`${name}: ${shape} is not one call`);
    }
    const { times, ratio } = await interleave(Object.fromEntries(clients.map(([name, client]) => [name, () => call(client)])), {
      rounds: 101,
      calls: 100,
    });
    const { gatehouse = Number.NaN, ...peers } = times;
    const beyond = (/** @type {string} */ name) => (times[name] ?? Number.NaN) - (times["raw-fetch"] ?? Number.NaN);
    figures[`time of a call, ${shape}`] = figure(gatehouse, "µs", { peers });
    figures[`time of a call, ${shape}, against openapi-fetch`] = figure(ratio("gatehouse", "openapi-fetch"), "×", {
      target: { atMost: 0.8 },
    });
    // What the client itself takes: the stub's answer and its reading are in both.
    figures[`time beyond raw fetch, ${shape}, against openapi-fetch`] = figure(beyond("gatehouse") / beyond("openapi-fetch"), "×");
    figures[`time of a call through /http, ${shape}, against openapi-fetch`] = figure(ratio("gatehouse-http", "openapi-fetch"), "×");
    figures[`time of a call, ${shape}, against raw fetch`] = figure(ratio("gatehouse", "raw-fetch"), "×");
  }
  return figures;
}

/** @param {string} name */
async function load(name) {
  const file = join(PEERS, `${name}.mjs`);
  await mkdir(PEERS, { recursive: true });
  await writeFile(file, await bundle(`export * from "./contenders/${name}.js";`));
  return import(pathToFileURL(file).href);
}

/** A `fetch` that answers the three operations at once, with the description's examples. @param {import("@gatehouse/description").Description} description */
function responder(description) {
  /** @param {string} id */
  const example = (id) => description.operation(id).responses.find(({ status }) => status === 200)?.media[0]?.examples[0]?.value;
  const login = { .../** @type {object} */ (example("authenticate")), expirationTime: new Date(Date.now() + 86_400_000).toISOString() };
  const bodies = { GET: JSON.stringify(example("getTenant")), POST: JSON.stringify(example("listTenants")) };
  const tokens = JSON.stringify(login);
  const init = { headers: { "content-type": "application/json" } };
  const server = {
    requests: 0,
    bodies,
    /** @param {string | Request} request */
    fetch: async (request) => {
      server.requests++;
      const url = typeof request === "string" ? request : /** @type {any} */ (request.url ?? String(request));
      return new Response(url.includes("/tenantspaged") ? bodies.POST : url.includes("/tenants/") ? bodies.GET : tokens, init);
    },
  };
  return server;
}
