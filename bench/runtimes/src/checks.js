import { http as basipHttp } from "@gatehouse/basip-panel/http";
import * as basip from "@gatehouse/basip-panel/validation";
import { isApiError } from "@gatehouse/entrust-idaas";
import { http as entrustHttp } from "@gatehouse/entrust-idaas/http";
import * as entrust from "@gatehouse/entrust-idaas/validation";
import { http as imagewareHttp } from "@gatehouse/imageware-gmi/http";
import * as imageware from "@gatehouse/imageware-gmi/validation";
import { http as thalesHttp } from "@gatehouse/thales-idpv/http";
import * as thales from "@gatehouse/thales-idpv/validation";
import { decoded, outcomeOf } from "./values.js";

/** @typedef {import("./world.js").World} World */
/** @typedef {{ readonly name: string, readonly run: (world: World) => Promise<void> }} Check */

/** @typedef {(world: World, options: object) => any} Factory */

/** Clients that take no answer which is not as described. @type {Readonly<Record<string, Factory>>} */
const STRICT = {
  "basip-panel": (world, options) => world.basip({ ...options, validate: basip.strict(basip.validation) }),
  "entrust-idaas": (world, options) => world.entrust({ ...options, validate: entrust.strict(entrust.validation) }),
  "imageware-gmi": (world, options) => world.imageware({ ...options, validate: imageware.strict(imageware.validation) }),
  "thales-idpv": (world, options) => world.thales({ ...options, validate: thales.strict(thales.validation) }),
};

// Well-known in the sandbox.
const TENANT = "7e000000-0000-4000-8000-000000000002";
const NOWHERE = "00000000-0000-4000-8000-000000000000";
const SIGN_IN = "authenticateAdminApiUsingPOST";

/** @param {import("./settings.js").Settings} settings @returns {readonly Check[]} */
export function checks({ cases }) {
  const operations = cases.map(({ api, operation, credentials, input, outcome }) => ({
    name: `${api}, ${operation}: as in the sandbox's process`,
    /** @param {World} world */
    async run(world) {
      const client = STRICT[api]?.(world, { credentials });
      same(outcomeOf(await client[operation].result(decoded(input))), outcome);
    },
  }));
  return [...operations, ...Object.entries(whole).map(([name, run]) => ({ name, run }))];
}

/** @type {Readonly<Record<string, (world: World) => Promise<void>>>} */
const whole = {
  async "a declared error has its operation, status and body"({ entrust }) {
    const idaas = entrust();
    const error = await failure(idaas.getTenant({ id: NOWHERE }));
    if (!isApiError(error, idaas.getTenant, 404)) throw error;
    same(typeof error.body.errorMessage, "string");
  },
  async "a wrong secret is an error of the login"({ entrust }) {
    const credentials = { applicationId: "a0000000-0000-4000-8000-000000000001", sharedSecret: "wrong" };
    await fails(entrust({ credentials }).getTenant({ id: TENANT }), { code: "authentication" });
  },
  async "a status that nobody declared is told apart"({ entrust, strike }) {
    await strike({ status: 502, body: "<h1>Bad gateway</h1>" });
    await fails(entrust({ attempts: 1 }).getTenant({ id: TENANT }), { code: "undeclared_status", status: 502 });
  },
  async "an answer that is not what it should be is no data"({ entrust, strike }) {
    await strike({ status: 200, headers: { "content-type": "text/html" }, body: "<h1>Welcome</h1>" });
    await fails(entrust().getTenant({ id: TENANT }), { code: "decode" });
  },
  async "an answer that is not as described is told of, and given as it is"({ entrust: create, strike }) {
    /** @type {unknown[]} */
    const told = [];
    const idaas = create({ validate: entrust.report(entrust.validation, (/** @type {unknown} */ drift) => told.push(drift)) });
    const tenant = await idaas.getTenant({ id: TENANT });
    same(told.length, 0);
    await strike({ status: 200, body: { ...tenant, locked: "no" } });
    same((await idaas.getTenant({ id: TENANT })).locked, "no");
    same(told.length, 1);
  },
  async "a lost connection is an error of its own"({ entrust, strike }) {
    await strike({ drop: "before", times: 5 });
    await fails(entrust({ attempts: 1 }).getTenant({ id: TENANT }), { code: "connection" });
  },
  async "a lost connection is made up for where the call changes nothing"({ entrust, strike }) {
    await strike({ status: 503, body: {} });
    same((await entrust().getTenant({ id: TENANT })).id, TENANT);
  },
  async "a path value never reaches another resource"({ entrust, asked }) {
    await fails(entrust().getTenant({ id: ".." }), { code: "path_parameter" });
    same(await asked(), 0);
  },
  async "a deadline ends a call that hangs"({ entrust, strike }) {
    const idaas = entrust();
    await idaas.getTenant({ id: TENANT });
    await strike({ delay: 3_000 });
    const began = Date.now();
    await fails(idaas.getTenant({ id: TENANT }, { deadline: 250 }), { code: "deadline" });
    if (Date.now() - began > 2_000) throw new Error(`the deadline of 250 ms ended the call after ${Date.now() - began}`);
  },
  async "a signal ends a call"({ entrust, strike }) {
    const idaas = entrust();
    await idaas.getTenant({ id: TENANT });
    await strike({ delay: 3_000 });
    const began = Date.now();
    await fails(idaas.getTenant({ id: TENANT }, { signal: AbortSignal.timeout(250) }), { code: "aborted" });
    if (Date.now() - began > 2_000) throw new Error(`the signal ended the call after ${Date.now() - began}`);
  },
  async "a token that is refused is renewed once, and the call goes on"({ entrust, strike, asked }) {
    const idaas = entrust();
    await idaas.getTenant({ id: TENANT });
    await strike({ status: 401, body: { errorCode: "invalid_token", errorMessage: "The token is not valid" } });
    same((await idaas.getTenant({ id: TENANT })).id, TENANT);
    same(await asked(SIGN_IN), 2);
  },
  async "a hundred cold calls sign in once"({ entrust, asked }) {
    const idaas = entrust();
    await Promise.all(Array.from({ length: 100 }, () => idaas.getTenant({ id: TENANT })));
    same(await asked(SIGN_IN), 1);
  },
  async "all pages are read, and a loop can be left"({ entrust, asked }) {
    const idaas = entrust();
    const hosts = new Set();
    for await (const { hostname } of idaas.listTenants.items({ body: { limit: 10 } })) hosts.add(hostname);
    const pages = (await asked()) - 1;
    if (pages < 2 || hosts.size <= 10 * (pages - 1)) throw new Error(`${hosts.size} tenants came from ${pages} pages of 10`);
    for await (const _ of idaas.listTenants.items({ body: { limit: 10 } })) break;
    same(await asked(), pages + 2);
  },
  async "a job is waited for, and gone on with from its text"({ entrust }) {
    const body = { tenant: { companyName: "Linden Works", domain: "lindenworks" }, adminUser: { userId: "mira.okafor" } };
    const entitlements = /** @type {const} */ ({ contractMode: "TRIAL", quantity: 5 });
    const text = (await entrust().createTenantAsync({ body: { ...body, entitlements } })).serialize();
    const idaas = entrust();
    const { tenant } = await idaas.createTenantAsync.resume(text).wait();
    same((await idaas.getTenant({ id: tenant.id })).companyName, "Linden Works");
  },
  async "a picture comes as the file that it is"({ basip }) {
    const picture = await basip().getIdentifierQr({ identifierUid: 2 });
    same(picture.type, "image/png");
    same([...new Uint8Array(await picture.arrayBuffer()).slice(1, 4)], [0x50, 0x4e, 0x47]);
  },
  async "openapi-fetch calls Entrust over the same session"({ entrust }) {
    const { data, error } = await entrustHttp(entrust()).GET("/api/web/v4/tenants/{id}", { params: { path: { id: TENANT } } });
    same([data?.id, error], [TENANT, undefined]);
  },
  async "openapi-fetch calls a BAS-IP panel over the same session"({ basip }) {
    const { response } = await basipHttp(basip()).GET("/api/v1/access/identifier/items", {});
    same(response.status, 200);
  },
  async "openapi-fetch calls ImageWare over the same session"({ imageware }) {
    const params = { path: { tenant_code: "LindenWorks" } };
    const { response } = await imagewareHttp(imageware()).GET("/v2/gmiserver/tenant/{tenant_code}/person", { params });
    same(response.status, 200);
  },
  async "openapi-fetch calls IDPrime Virtual over the same session"({ thales }) {
    const params = { path: { tenantId: "0c5e8f1a-6b7d-4e2c-9a30-5d81f4b7c629" } };
    const { response } = await thalesHttp(thales()).GET("/SystemTenant/V1/Tenants/{tenantId}/TenantList", { params });
    same(response.status, 200);
  },
};

/** @param {Promise<unknown>} call @returns {Promise<unknown>} What it fails with. */
async function failure(call) {
  const nothing = {};
  const error = await call.then(
    () => nothing,
    (/** @type {unknown} */ thrown) => thrown,
  );
  if (error === nothing) throw new Error("the call did not fail");
  return error;
}

/** @param {Promise<unknown>} call @param {Readonly<Record<string, unknown>>} wanted */
async function fails(call, wanted) {
  const error = /** @type {Record<string, unknown>} */ (await failure(call));
  if (!(error instanceof Error)) throw new Error(`what was thrown is no Error: ${String(error)}`);
  for (const [name, value] of Object.entries(wanted)) if (error[name] !== value) throw error;
}

/** @param {unknown} actual @param {unknown} wanted */
function same(actual, wanted) {
  const [is, was] = [JSON.stringify(actual), JSON.stringify(wanted)];
  if (is !== was) throw new Error(`${is} is not ${was}`);
}
