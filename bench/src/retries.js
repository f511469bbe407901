import { createBasipPanel } from "@gatehouse/basip-panel";
import { createEntrustIdaas } from "@gatehouse/entrust-idaas";
import { createImagewareGmi } from "@gatehouse/imageware-gmi";
import { figure } from "@gatehouse/repository/report";
import { createSandbox } from "@gatehouse/sandbox";
import { createThalesIdpv } from "@gatehouse/thales-idpv";
import ky from "ky";

/** @typedef {{ readonly retryBudget?: number } | undefined} Options */

/** Makes a client, and gives a call that may be sent again. */
const CLIENTS = {
  "entrust-idaas": (/** @type {import("@gatehouse/sandbox").Sandbox} */ sandbox) => (/** @type {Options} */ more) => {
    const idaas = createEntrustIdaas({ ...sandbox.connect("entrust-idaas"), clock: sandbox.clock, ...more });
    return () => idaas.getTenant.result({ id: "a" });
  },
  "imageware-gmi": (/** @type {import("@gatehouse/sandbox").Sandbox} */ sandbox) => (/** @type {Options} */ more) => {
    const gmi = createImagewareGmi({ ...sandbox.connect("imageware-gmi"), clock: sandbox.clock, ...more });
    return () => gmi.getTenant.result({ tenantCode: "a" });
  },
  "basip-panel": (/** @type {import("@gatehouse/sandbox").Sandbox} */ sandbox) => (/** @type {Options} */ more) => {
    const panel = createBasipPanel({ ...sandbox.connect("basip-panel"), clock: sandbox.clock, ...more });
    return () => panel.getTimeProfile.result({ timeprofileUid: 1 });
  },
  "thales-idpv": (/** @type {import("@gatehouse/sandbox").Sandbox} */ sandbox) => (/** @type {Options} */ more) => {
    const idpv = createThalesIdpv({ ...sandbox.connect("thales-idpv"), clock: sandbox.clock, ...more });
    return () => idpv.listTenants.result({ tenantId: "a" });
  },
};

/**
 * How many requests a client sends per call while its server, a sandbox in this process, answers everything with 503: the worst of the four
 * clients, beside one without its retry budget, and ky with its own number of retries and no pauses.
 *
 * @returns {Promise<import("@gatehouse/repository/report").Figures>}
 */
export async function retries() {
  const name = (/** @type {number} */ calls) => `requests per call in a full outage, ${calls.toLocaleString("en")} calls`;
  const [thousand, tenThousand] = [await ofAll(1_000), await ofAll(10_000)];
  const peers = {
    "without a budget": await ratio(CLIENTS["entrust-idaas"], 1_000, { retryBudget: Number.POSITIVE_INFINITY }),
    ky: await ofKy(1_000),
  };
  return {
    [name(1_000)]: figure(thousand.worst, "×", { target: { atMost: 1.1 }, peers, details: thousand.details }),
    [name(10_000)]: figure(tenThousand.worst, "×", { target: { atMost: 1.1 }, details: tenThousand.details }),
  };
}

/** @param {number} calls */
async function ofAll(calls) {
  const ratios = [];
  for (const [api, client] of Object.entries(CLIENTS)) ratios.push({ api, ratio: await ratio(client, calls) });
  return { worst: Math.max(...ratios.map((one) => one.ratio)), details: ratios.map((one) => `${one.api} ${one.ratio}`) };
}

/** @param {(typeof CLIENTS)[keyof typeof CLIENTS]} client @param {number} calls @param {Options} [more] */
async function ratio(client, calls, more) {
  const sandbox = brokenDown();
  const call = client(sandbox)(more);
  for (let nth = 0; nth < calls; nth++) await call();
  return asked(sandbox) / calls;
}

/** @param {number} calls */
async function ofKy(calls) {
  const sandbox = brokenDown();
  const { baseUrl, fetch } = sandbox.connect("entrust-idaas");
  const client = ky.create({ fetch, retry: { delay: () => 0 } });
  for (let nth = 0; nth < calls; nth++) await client.get(`${baseUrl}/api/web/v4/tenants/a`).catch(() => {});
  return asked(sandbox) / calls;
}

/** A sandbox whose every operation answers 503, for ever. */
function brokenDown() {
  const sandbox = createSandbox();
  for (const { name: api, operations } of sandbox.products)
    for (const { id: operation } of operations) sandbox.faults.add({ api, operation, status: 503, times: Number.MAX_SAFE_INTEGER });
  return sandbox;
}

/** The log forgets, its numbers do not. @param {import("@gatehouse/sandbox").Sandbox} sandbox */
function asked(sandbox) {
  return sandbox.requests.at(-1)?.number ?? Number.NaN;
}
