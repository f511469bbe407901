import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { figure } from "@gatehouse/repository/report";
import autocannon from "autocannon";
import { succeed } from "./succeed.js";

/** @typedef {{ readonly port: number, readonly process: import("node:child_process").ChildProcess, readonly started: number }} Server */

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));
const ROOT = at("../../");
const BUNDLE = at("../.results/entrust-idaas.json");
const STORED = 1_000;
const STARTS = 9;
const ROUNDS = 3;
const SECONDS = 4;

/** Who serves, and how: arguments for this Node, with the port it shall listen on. */
const SERVERS = {
  gatehouse: (/** @type {number} */ port) => [
    `${ROOT}tools/sandbox/bin/gatehouse-sandbox.js`,
    "--port",
    `${port}`,
    "--api",
    "entrust-idaas",
  ],
  "node:http": (/** @type {number} */ port) => [at("./bare-server.js"), `${port}`],
  prism: (/** @type {number} */ port) => [
    at("../node_modules/@stoplight/prism-cli/dist/index.js"),
    "mock",
    BUNDLE,
    "--port",
    `${port}`,
    "--verboseLevel",
    "error",
  ],
};

/** @typedef {keyof typeof SERVERS} Name */
const NAMES = /** @type {readonly Name[]} */ (Object.keys(SERVERS));

/**
 * The sandbox as a server: from the start of its process to the first answer, requests per second of an authorised GET of one of a thousand
 * stored objects, and memory after a hundred thousand requests; beside bare node:http, which answers the same bytes, and Prism, which mocks the
 * same description.
 */
export async function sandbox() {
  await succeed([`${ROOT}node_modules/@redocly/cli/bin/cli.js`, "bundle", "specs/entrust-idaas/openapi.yaml", "--output", BUNDLE], ROOT);
  const starts = await startTimes();
  const servers = Object.fromEntries(await Promise.all(NAMES.map(async (name) => [name, await start(name)])));
  try {
    const { path, authorization, body } = await store(servers["gatehouse"]);
    await writeFile(at("../.results/stored.json"), body);
    const rates = await takeTurns(servers, path, authorization);
    const ratio = (/** @type {Name} */ a, /** @type {Name} */ b) =>
      median(rates[a].map((rate, round) => rate / /** @type {number} */ (rates[b][round])));
    const memory = await memoryAfter(servers["gatehouse"], path, authorization, 100_000);
    const others = (/** @type {Record<Name, readonly number[]>} */ all) => ({
      "node:http": median(all["node:http"]),
      prism: median(all.prism),
    });
    return {
      "sandbox: time to the first answer": figure(median(starts.gatehouse), "ms", { target: { atMost: 400 }, peers: others(starts) }),
      "sandbox: requests per second, 1,000 objects stored": figure(median(rates.gatehouse), "requests/s", { peers: others(rates) }),
      "sandbox: requests per second against Prism": figure(ratio("gatehouse", "prism"), "×", { target: { atLeast: 8 } }),
      "sandbox: requests per second against node:http": figure(ratio("gatehouse", "node:http"), "×"),
      "sandbox: memory after 100,000 requests": figure(memory, "MB", { target: { atMost: 120 } }),
    };
  } finally {
    for (const server of Object.values(servers)) await stop(server);
  }
}

/** Times to the first answer, the servers taking turns. */
async function startTimes() {
  const times = /** @type {Record<Name, number[]>} */ ({ gatehouse: [], "node:http": [], prism: [] });
  for (let round = 0; round < STARTS; round++) {
    for (const name of NAMES) {
      const server = await start(name);
      times[name].push(server.started);
      await stop(server);
    }
  }
  return times;
}

/**
 * Starts a server and waits for its first answer.
 *
 * @param {Name} name
 * @returns {Promise<Server>}
 */
async function start(name) {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, SERVERS[name](port), { stdio: "ignore" });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode} before it answered`);
    const answered = await fetch(`http://127.0.0.1:${port}/`).then(
      (response) => response.arrayBuffer().then(() => true),
      () => false,
    );
    if (answered) return { port, process: child, started: performance.now() - began };
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** @param {Server} server */
async function stop({ process: child }) {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

/**
 * Stores a thousand tenants and says how one of them is read.
 *
 * @param {Server} server
 */
async function store({ port }) {
  const base = `http://127.0.0.1:${port}/entrust-idaas`;
  const json = { "content-type": "application/json" };
  const credentials = {
    applicationId: "a0000000-0000-4000-8000-000000000001",
    sharedSecret: "sandbox-full-000000000000000000000000000000",
  };
  const login = await fetch(`${base}/api/web/v1/adminapi/authenticate`, {
    method: "POST",
    headers: json,
    body: JSON.stringify(credentials),
  });
  const authorization = `Bearer ${/** @type {{ authToken: string }} */ (await login.json()).authToken}`;
  let id = "";
  for (let number = 0; number < STORED; number++) {
    const body = JSON.stringify({
      tenant: { companyName: `Company ${number}`, domain: `company-${number}` },
      adminUser: { userId: "admin" },
      entitlements: { contractMode: "PRODUCTION", quantity: 1 },
    });
    const created = await fetch(`${base}/api/web/v4/tenants`, { method: "POST", headers: { ...json, authorization }, body });
    if (created.status !== 200) throw new Error(`tenant ${number} was answered with ${created.status}`);
    id = /** @type {{ tenant: { id: string } }} */ (await created.json()).tenant.id;
  }
  const path = `/api/web/v4/tenants/${id}`;
  const read = await fetch(`${base}${path}`, { headers: { authorization } });
  if (read.status !== 200) throw new Error(`the stored tenant was answered with ${read.status}`);
  return { path, authorization, body: await read.text() };
}

/**
 * Requests per second of each server, round by round.
 *
 * @param {Record<string, Server>} servers
 * @param {string} path
 * @param {string} authorization
 */
async function takeTurns(servers, path, authorization) {
  const rates = /** @type {Record<Name, number[]>} */ ({ gatehouse: [], "node:http": [], prism: [] });
  for (let round = -1; round < ROUNDS; round++) {
    for (const name of NAMES) {
      const { requests, non2xx, errors } = await fire(name, /** @type {Server} */ (servers[name]), path, authorization, {
        duration: SECONDS,
      });
      if (non2xx > 0 || errors > 0)
        throw new Error(`${name} answered ${non2xx} of ${requests.total} requests with an error, ${errors} not at all`);
      // The first round is for the compilers.
      if (round >= 0) rates[name].push(requests.average);
    }
  }
  return rates;
}

/** @param {Server} server @param {string} path @param {string} authorization @param {number} amount */
async function memoryAfter(server, path, authorization, amount) {
  await fire("gatehouse", server, path, authorization, { amount });
  const rss = await new Promise((resolve) => {
    const ps = spawn("ps", ["-o", "rss=", "-p", `${server.process.pid}`]);
    let text = "";
    ps.stdout.on("data", (chunk) => (text += chunk));
    ps.on("close", () => resolve(Number(text.trim())));
  });
  return rss / 1024;
}

/**
 * @param {Name} name
 * @param {Server} server
 * @param {string} path
 * @param {string} authorization
 * @param {{ duration: number } | { amount: number }} size
 */
function fire(name, { port }, path, authorization, size) {
  const prefix = name === "gatehouse" ? "/entrust-idaas" : "";
  return autocannon({ url: `http://127.0.0.1:${port}${prefix}${path}`, headers: { authorization }, connections: 10, ...size });
}

/** @param {readonly number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
