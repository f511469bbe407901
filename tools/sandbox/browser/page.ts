import { SANDBOX_ORIGIN } from "../src/origin.js";
import { type OpenedSandbox, openSandbox } from "../src/worker/index.js";

/** What a test finds in the page. */
export interface Page {
  readonly origin: string;
  readonly sandbox: OpenedSandbox;
  /** Signs in and creates a tenant of this domain; its id. */
  create(domain: string): Promise<string>;
  /** Signs in and lists the domains of all tenants. */
  list(): Promise<readonly string[]>;
  /** Statuses and what was seen, from a login to the end of a tenant. */
  life(domain: string): Promise<object>;
  /** Carries a request to the sandbox for a test that is no page. */
  exchange(request: CarriedRequest): Promise<CarriedResponse>;
}

/** A request as text; its body as the characters of its bytes. */
export interface CarriedRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** A response as text; likewise. */
export interface CarriedResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

const parameters = new URLSearchParams(location.search);
const script = parameters.has("missing") ? "/missing.js" : parameters.has("virtual") ? "/worker.js?virtual" : "/worker.js";
const target = parameters.has("service") ? await serviceWorker() : new Worker(script, { type: "module" });
const sandbox = openSandbox(target, { storage: sessionStorage });
Object.assign(globalThis, { sandboxPage: { origin: SANDBOX_ORIGIN, sandbox, create, list, life, exchange } satisfies Page });
document.documentElement.dataset["loaded"] = "";

async function serviceWorker(): Promise<ServiceWorker> {
  await navigator.serviceWorker.register(script, { type: "module" });
  const { active } = await navigator.serviceWorker.ready;
  return active!;
}

async function call(
  method: string,
  path: string,
  { authorization, body }: { authorization?: string; body?: object } = {},
): Promise<Response> {
  const headers = { ...(authorization && { authorization }), ...(body && { "content-type": "application/json" }) };
  return sandbox.fetch(`${SANDBOX_ORIGIN}/entrust-idaas${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
}

async function login(): Promise<{ readonly status: number; readonly authorization: string }> {
  const { credentials } = await sandbox.connect("entrust-idaas");
  const response = await call("POST", "/api/web/v1/adminapi/authenticate", { body: credentials });
  return { status: response.status, authorization: ((await response.json()) as { authToken: string }).authToken };
}

const creation = (domain: string) => ({ tenant: { companyName: "Mango Mills", domain }, adminUser: { userId: "mmango" } });

async function create(domain: string): Promise<string> {
  const { authorization } = await login();
  const response = await call("POST", "/api/web/v4/tenants", { authorization, body: creation(domain) });
  return ((await response.json()) as { tenant: { id: string } }).tenant.id;
}

async function list(): Promise<readonly string[]> {
  const { authorization } = await login();
  return listed(await call("POST", "/api/web/v4/tenantspaged", { authorization, body: { limit: 100 } }));
}

async function listed(response: Response): Promise<readonly string[]> {
  const { results } = (await response.json()) as { results: readonly { hostname: string }[] };
  return results.map(({ hostname }) => hostname.split(".")[0] ?? "");
}

async function life(domain: string): Promise<object> {
  const { status, authorization } = await login();
  const created = await call("POST", "/api/web/v4/tenants", { authorization, body: creation(domain) });
  const { id } = ((await created.json()) as { tenant: { id: string } }).tenant;
  const all = await call("POST", "/api/web/v4/tenantspaged", { authorization, body: { limit: 100 } });
  const one = await call("GET", `/api/web/v4/tenants/${id}`, { authorization });
  const { companyName } = (await one.json()) as { companyName: string };
  const deleted = await call("DELETE", `/api/web/v4/tenants/${id}`, { authorization });
  const gone = await call("GET", `/api/web/v4/tenants/${id}`, { authorization });
  return {
    statuses: [status, created.status, all.status, one.status, deleted.status, gone.status],
    listed: (await listed(all)).includes(domain),
    companyName,
  };
}

async function exchange({ url, method, headers, body }: CarriedRequest): Promise<CarriedResponse> {
  const bytes = body === null ? null : Uint8Array.from(body, (character) => character.charCodeAt(0));
  const response = await sandbox.fetch(url, { method, headers, body: bytes });
  const answered = Array.from(new Uint8Array(await response.arrayBuffer()), (byte) => String.fromCharCode(byte));
  return { status: response.status, headers: [...response.headers], body: answered.join("") };
}
