import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { authenticate, getTenant, service } from "@gatehouse/entrust-idaas/operations";
import { figure } from "@gatehouse/repository/report";
import { createClient } from "@gatehouse/runtime";
import { baseUrl } from "./world.js";

setFlagsFromString("--expose-gc");
const collect = /** @type {() => void} */ (runInNewContext("gc"));

const DEADLINE = 200;
const headers = { "content-type": "application/json" };
const token = () =>
  new Response(JSON.stringify({ authToken: "t", expirationTime: new Date(Date.now() + 86_400_000).toISOString() }), { headers });
const never = () => new Promise(() => {});

/** Servers with which a call cannot end well, by what they do. The second is that of the login. @type {Readonly<Record<string, readonly [() => any, (() => any)?]>>} */
const FAULTS = {
  "hangs before its headers": [never],
  drips: [async () => new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array([123])) }), { headers })],
  resets: [async () => Promise.reject(new TypeError("fetch failed"))],
  "asks for a day's pause": [async () => new Response(null, { status: 503, headers: { "retry-after": "86400" } })],
  "hangs in the login": [async () => new Response("{}", { headers }), never],
};

/**
 * By the machine's clock: how long calls take beyond their deadline, how soon they heed an abort, and what a million of them leave in memory.
 *
 * @returns {Promise<import("@gatehouse/repository/report").Figures>}
 */
export async function deadline() {
  /** @type {Record<string, import("@gatehouse/repository/report").Figure>} */
  const figures = {};
  for (const [name, server] of Object.entries(FAULTS)) {
    const late = await settled(server, () => undefined);
    figures[`time beyond a deadline of ${DEADLINE} ms, server that ${name}`] = figure(median(late) - DEADLINE, "ms", {
      target: { atMost: 50 },
    });
  }
  const aborted = await settled([never], () => AbortSignal.timeout(DEADLINE / 2));
  figures["time until an abort is heeded"] = figure(Math.max(0, median(aborted) - DEADLINE / 2), "ms", { target: { atMost: 20 } });
  figures["memory that a million calls leave"] = figure(await left(1_000_000), "MB", { target: { atMost: 5 } });
  return figures;
}

/** Milliseconds of twenty calls. @param {readonly [() => any, (() => any)?]} server @param {() => AbortSignal | undefined} signal */
async function settled([answer, login = async () => token()], signal) {
  const client = make(async (url) => (url.endsWith("/authenticate") ? login() : answer()));
  return Promise.all(
    Array.from({ length: 20 }, async () => {
      const began = performance.now();
      const { ok } = await client.getTenant.result({ id: "a" }, { deadline: DEADLINE, signal: signal() });
      if (ok) throw new Error("a call succeeded");
      return performance.now() - began;
    }),
  );
}

/** Megabytes. @param {number} calls */
async function left(calls) {
  const client = make(async (url) => (url.endsWith("/authenticate") ? token() : new Response("{}", { headers })));
  const { signal } = new AbortController();
  const call = async (/** @type {number} */ times) => {
    for (let nth = 0; nth < times; nth++) await client.getTenant({ id: "a" }, { signal });
    for (let pass = 0; pass < 3; pass++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return process.memoryUsage().heapUsed;
  };
  const before = await call(20_000);
  return ((await call(calls)) - before) / 1_048_576;
}

/** @param {(url: string) => Promise<any>} fetch @returns {any} */
function make(fetch) {
  const credentials = { applicationId: "a", sharedSecret: "s" };
  return createClient({ ...service, operations: { authenticate, getTenant } }, { baseUrl, credentials, fetch });
}

/** @param {readonly number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
