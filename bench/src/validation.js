import { gzipSync } from "node:zlib";
import { createEntrustIdaas } from "@gatehouse/entrust-idaas";
import { report, validation } from "@gatehouse/entrust-idaas/validation";
import { figure } from "@gatehouse/repository/report";
import { bundle } from "./bundle.js";
import { interleave } from "./interleave.js";

/** Client factories by API. */
const CLIENTS = {
  "entrust-idaas": "createEntrustIdaas",
  "imageware-gmi": "createImagewareGmi",
  "basip-panel": "createBasipPanel",
  "thales-idpv": "createThalesIdpv",
};
const TENANTS = 20;

/**
 * What it costs to look at every answer: bytes of each client, and time of calls whose answers are as described.
 *
 * @param {import("@gatehouse/description").Description} description
 * @returns {Promise<import("@gatehouse/repository/report").Figures>}
 */
export async function validated(description) {
  /** @type {Record<string, import("@gatehouse/repository/report").Figure>} */
  const figures = {};
  for (const [api, factory] of Object.entries(CLIENTS)) {
    const off = `import { ${factory} } from "@gatehouse/${api}"; export const client = ${factory}({ baseUrl: "https://x.example" });`;
    const on = `import { ${factory} } from "@gatehouse/${api}"; import { report, validation } from "@gatehouse/${api}/validation";
      export const client = ${factory}({ baseUrl: "https://x.example", validate: report(validation, console.log) });`;
    figures[`size of validation, ${api}`] = figure((await sizeOf(on)) - (await sizeOf(off)), "bytes, min+gzip");
  }

  /** @param {string} id */
  const example = (id) =>
    /** @type {any} */ (description.operation(id).responses.find(({ status }) => status === 200)?.media[0]?.examples[0]?.value);
  const [first] = example("listTenants").results;
  const bodies = [JSON.stringify(example("getTenant")), JSON.stringify({ results: Array(TENANTS).fill(first) })];
  let drift = 0;
  /** @param {object} options */
  const clientOf = (options) =>
    createEntrustIdaas({
      baseUrl: "https://customer.example",
      credentials: { applicationId: "a", sharedSecret: "b" },
      tokens: { get: async () => ({ value: "token", expiresAt: Number.POSITIVE_INFINITY }), set: async () => {}, drop: async () => {} },
      fetch: async (url) => new Response(bodies[url.endsWith("paged") ? 1 : 0], { headers: { "content-type": "application/json" } }),
      ...options,
    });
  const clients = { off: clientOf({}), on: clientOf({ validate: report(validation, () => drift++) }) };
  for (const [shape, call] of /** @type {const} */ ([
    ["one tenant", (/** @type {typeof clients.on} */ client) => client.getTenant({ id: "a" })],
    [`${TENANTS} tenants`, (/** @type {typeof clients.on} */ client) => client.listTenants({ body: {} })],
  ])) {
    const { times } = await interleave({ off: () => call(clients.off), on: () => call(clients.on) }, { rounds: 101, calls: 100 });
    const { on = Number.NaN, off = Number.NaN } = times;
    figures[`time of validation, ${shape}`] = figure(on - off, "µs", { peers: { "the whole call without": off } });
  }
  if (drift > 0) throw new Error("the examples are not as described");
  return figures;
}

/** @param {string} code */
async function sizeOf(code) {
  return gzipSync(await bundle(code, { minify: true }), { level: 9 }).length;
}
