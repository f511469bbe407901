import { createHash } from "node:crypto";

/** Ways in which the server can be wrong; each breaks one promise of the description. */
export type Fault =
  | "renames-field"
  | "deletes-nothing"
  | "checks-no-token"
  | "accepts-expired-token"
  | "accepts-any-secret"
  | "fails-on-list"
  | "closes-on-list"
  | "answers-418"
  | "refuses-optional-parameter"
  | "answers-text"
  | "body-in-204"
  | "empty-item"
  | "result-twice"
  | "same-shelfmark"
  | "answers-404-without-token"
  | "extra-property"
  | "unlisted-kind"
  | "leaks-secret"
  | "controls-terminal"
  | "answers-any-method"
  | "forgets-allow"
  | "permits-everybody"
  | "shows-everybody"
  | "lists-for-everybody"
  | "lists-deleted"
  | "forgets-copies"
  | "finds-anything"
  | "result-too-early"
  | "ignores-required"
  | "ignores-type"
  | "ignores-length"
  | "ignores-bounds"
  | "ignores-pattern"
  | "ignores-format"
  | "ignores-enum"
  | "ignores-items"
  | "ignores-unknown"
  | "ignores-limit"
  | "refuses-longest"
  | "refuses-null"
  | "implements-nothing"
  | "refuses-imports"
  | "finds-imports";

interface Item {
  readonly id: string;
  readonly owner: string;
  readonly [key: string]: unknown;
}

interface Import {
  readonly id: string;
  readonly owner: string;
  readonly readyAt: number;
  read: boolean;
}

const ACCOUNTS: Readonly<Record<string, { secret: string; permissions: readonly string[]; tenant: string }>> = {
  "writer-1": { secret: "write-everything-in-tests", permissions: ["items.read", "items.write"], tenant: "town" },
  "reader-1": { secret: "read-only-in-tests", permissions: ["items.read"], tenant: "town" },
  "stranger-1": { secret: "somebody-else-in-tests", permissions: ["items.read", "items.write"], tenant: "village" },
};

/** A server that does what `openapi.yaml` says, but for its faults. Its clock moves only when it is told to. */
export class LibraryServer {
  readonly #faults: ReadonlySet<Fault>;
  readonly #items = new Map<string, Item>();
  readonly #deleted: Item[] = [];
  readonly #imports = new Map<string, Import>();
  readonly #sessions = new Map<string, string>();
  #now = Date.UTC(2026, 0, 1);
  #count = 0;
  /** What was asked, for tests that look. */
  readonly seen: { method: string; path: string; body: unknown }[] = [];

  /** @param importTakes Milliseconds from the start of an import to its result. */
  constructor(
    faults: readonly Fault[] = [],
    readonly importTakes = 600,
  ) {
    this.#faults = new Set(faults);
    const id = "11111111-1111-4111-8111-111111111111";
    this.#items.set(id, { id, owner: "town", shelfmark: "A-1", title: "Seeded", kind: "book" });
  }

  sleep(milliseconds: number): void {
    this.#now += milliseconds;
  }

  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const text = await request.text();
    this.seen.push({ method: request.method, path: pathname, body: text });
    if (this.#faults.has("implements-nothing")) return problem(501, "not implemented");
    const [, collection, id, rest] = pathname.split("/");
    if (text !== "" && request.headers.get("content-type") !== "application/json") return problem(400, "media type");
    if (pathname === "/login" && request.method !== "POST") return notAllowed("POST");
    if (pathname === "/login" && request.method === "POST") return this.#logIn(parse(text));
    const caller = this.#faults.has("checks-no-token") ? "writer-1" : this.#callerOf(request.headers.get("x-session"));
    if (caller === undefined)
      return this.#faults.has("answers-404-without-token") ? problem(404, "no session") : problem(401, "no session");
    const account = ACCOUNTS[caller]!;
    const may = (permission: string): boolean => this.#faults.has("permits-everybody") || account.permissions.includes(permission);
    const route = `${request.method} /${collection}${id === undefined ? "" : "/id"}${rest === undefined ? "" : `/${rest}`}`;
    switch (route) {
      case "GET /items":
        return may("items.read") ? this.#list(searchParams, account.tenant) : problem(403, "may not read");
      case "POST /items":
        return may("items.write") ? this.#create(parse(text), account.tenant) : problem(403, "may not write");
      case "GET /items/id":
        return may("items.read") ? this.#get(id!, account.tenant) : problem(403, "may not read");
      case "DELETE /items/id":
        return may("items.write") ? this.#delete(id!, account.tenant) : problem(403, "may not write");
      case "POST /imports":
        return may("items.write") ? this.#import(parse(text), account.tenant) : problem(403, "may not write");
      case "GET /imports/id":
        return may("items.read") ? this.#importState(id!, account.tenant) : problem(403, "may not read");
      case "GET /imports/id/result":
        return may("items.read") ? this.#importResult(id!, account.tenant) : problem(403, "may not read");
      default:
        if (pathname === "/items" && this.#faults.has("answers-any-method")) return json(200, {});
        if (pathname === "/items") return this.#faults.has("forgets-allow") ? problem(405, "method") : notAllowed("GET, POST");
        return problem(404, "no such thing");
    }
  }

  /** Every token that was given out. */
  get tokens(): string[] {
    return [...this.#sessions.keys()];
  }

  #logIn(body: unknown): Response {
    if (!hasOnly(body, { clientId: text(1, 40), clientSecret: text(1, 80) }, ["clientId", "clientSecret"]))
      return problem(400, "malformed");
    const { clientId, clientSecret } = body as { clientId: string; clientSecret: string };
    const right =
      Object.hasOwn(ACCOUNTS, clientId) && (ACCOUNTS[clientId]!.secret === clientSecret || this.#faults.has("accepts-any-secret"));
    if (!right) return problem(401, "unknown client");
    const token = `session-${this.#newId()}`;
    this.#sessions.set(token, clientId);
    return json(200, { token, expires: new Date(this.#now + 900_000).toISOString() });
  }

  #callerOf(token: string | null): string | undefined {
    if (token === "session-that-ended-long-ago" && this.#faults.has("accepts-expired-token")) return "writer-1";
    return token === null ? undefined : this.#sessions.get(token);
  }

  #list(query: URLSearchParams, tenant: string): Response {
    if (this.#faults.has("fails-on-list")) return json(500, { reason: "TypeError: undefined" });
    if (this.#faults.has("answers-418")) return json(418, { reason: "teapot" });
    if (this.#faults.has("controls-terminal")) return new Response("\u001b[31mred", { headers: { "content-type": "text/plain" } });
    if (this.#faults.has("answers-text")) return new Response("items", { headers: { "content-type": "text/plain" } });
    if (this.#faults.has("refuses-optional-parameter") && query.has("limit")) return problem(400, "limit");
    const limit = query.get("limit");
    const isLimit = limit === null || (/^\d+$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 100);
    if (!isLimit && !this.#faults.has("ignores-limit")) return problem(400, "limit");
    const kind = query.get("kind");
    if (kind !== null && kind !== "book" && kind !== "map") return problem(400, "kind");
    const all = [...this.#items.values(), ...(this.#faults.has("lists-deleted") ? this.#deleted : [])];
    const owned = (item: Item): boolean => item.owner === tenant || this.#faults.has("lists-for-everybody");
    const items = all.filter((item) => owned(item) && (kind === null || item["kind"] === kind));
    return json(200, { items: items.slice(0, Number(limit) || 100).map((item) => this.#shown(item)) });
  }

  #create(body: unknown, tenant: string): Response {
    const off = (fault: Fault): boolean => this.#faults.has(fault);
    const longest = off("ignores-length") ? Number.POSITIVE_INFINITY : off("refuses-longest") ? 59 : 60;
    const isText = (least: number, most: number) => (value: unknown) =>
      (off("ignores-type") && typeof value !== "object") || text(least, most)(value);
    const isKind = (value: unknown): boolean => value === "book" || value === "map" || (off("ignores-enum") && typeof value === "string");
    const isCopies = (value: unknown): boolean =>
      Number.isInteger(value) && (off("ignores-bounds") || ((value as number) >= 1 && (value as number) <= 20));
    const isTags = (value: unknown): boolean =>
      Array.isArray(value) &&
      value.every(text(1, 12)) &&
      (off("ignores-items") || (value.length <= 3 && new Set(value).size === value.length));
    const isSince = (value: unknown): boolean => (value === null && !off("refuses-null")) || date(value);
    const isEmail = (value: unknown): boolean => email(value) || (off("ignores-format") && text(1, 60)(value));
    const valid = hasOnly(
      body,
      {
        shelfmark: (value) => typeof value === "string" && (off("ignores-pattern") || /^[A-Z]{1,9}-[0-9]{1,9}$/.test(value)),
        title: isText(off("ignores-length") ? 0 : 1, longest),
        kind: isKind,
        copies: isCopies,
        tags: isTags,
        keeper: (value) => hasOnly(value, { email: isEmail, since: isSince }, ["email"]),
      },
      off("ignores-required") ? ["shelfmark", "kind"] : ["shelfmark", "title", "kind"],
      off("ignores-unknown"),
    );
    if (!valid) return problem(400, "malformed");
    const wanted = body as { readonly shelfmark: string };
    const taken = [...this.#items.values()].some(({ shelfmark }) => shelfmark === wanted.shelfmark);
    if (taken && !off("same-shelfmark")) return problem(409, "taken");
    const { copies, ...rest } = body as { readonly copies?: number };
    const item: Item = {
      title: "untitled",
      ...rest,
      ...(copies === undefined || off("forgets-copies") ? {} : { copies }),
      id: this.#newId(),
      owner: tenant,
    };
    this.#items.set(item.id, item);
    return json(201, this.#shown(item));
  }

  #get(id: string, tenant: string): Response {
    if (!uuid(id)) return problem(400, "id");
    const item = this.#items.get(id) ?? (this.#faults.has("finds-anything") ? [...this.#items.values()][0] : undefined);
    if (!item || (item.owner !== tenant && !this.#faults.has("shows-everybody"))) {
      return problem(404, this.#faults.has("leaks-secret") ? `nothing for session ${[...this.#sessions.keys()].at(-1)}` : "nothing");
    }
    return this.#faults.has("empty-item")
      ? new Response(null, { status: 200, headers: { "content-type": "application/json" } })
      : json(200, this.#shown(item));
  }

  #delete(id: string, tenant: string): Response {
    if (!uuid(id)) return problem(400, "id");
    const item = this.#items.get(id);
    if (!item || item.owner !== tenant) return problem(404, "nothing");
    if (!this.#faults.has("deletes-nothing")) this.#items.delete(id);
    this.#deleted.push(item);
    return this.#faults.has("body-in-204") ? new Response("gone", { status: 200 }) : new Response(null, { status: 204 });
  }

  #import(body: unknown, tenant: string): Response {
    if (this.#faults.has("refuses-imports")) return problem(403, "not today");
    if (!hasOnly(body, { source: (value) => uri(value), password: text(0, 40) }, ["source"])) return problem(400, "malformed");
    const job: Import = { id: this.#newId(), owner: tenant, readyAt: this.#now + this.importTakes, read: false };
    this.#imports.set(job.id, job);
    return json(202, { id: job.id, state: "RUNNING" });
  }

  #importState(id: string, tenant: string): Response {
    if (!uuid(id)) return problem(400, "id");
    const job = this.#imports.get(id);
    if (this.#faults.has("finds-imports")) return json(200, { id, state: "DONE" });
    if (!job || job.owner !== tenant) return problem(404, "nothing");
    return json(200, { id, state: this.#now >= job.readyAt ? "DONE" : "RUNNING" });
  }

  #importResult(id: string, tenant: string): Response {
    if (!uuid(id)) return problem(400, "id");
    const job = this.#imports.get(id);
    if (!job || job.owner !== tenant || job.read) return problem(404, "nothing");
    if (this.#now < job.readyAt && !this.#faults.has("result-too-early")) return problem(409, "not yet");
    job.read = !this.#faults.has("result-twice");
    return json(200, { count: 3 });
  }

  #shown({ owner: _, ...item }: Item): object {
    if (this.#faults.has("renames-field"))
      return Object.fromEntries(Object.entries(item).map(([key, value]) => [key === "title" ? "name" : key, value]));
    if (this.#faults.has("extra-property")) return { ...item, condition: "good" };
    return this.#faults.has("unlisted-kind") ? { ...item, kind: "scroll" } : item;
  }

  #newId(): string {
    this.#count += 1;
    const hex = createHash("md5").update(String(this.#count)).digest("hex");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}

function json(status: number, body: object): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}

function notAllowed(allow: string): Response {
  return new Response(JSON.stringify({ reason: "method" }), { status: 405, headers: { "content-type": "application/json", allow } });
}

function problem(status: number, reason: string): Response {
  return json(status, { reason });
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function hasOnly(
  value: unknown,
  rules: Readonly<Record<string, (value: unknown) => boolean>>,
  required: readonly string[],
  open = false,
): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  if (required.some((name) => !Object.hasOwn(value, name))) return false;
  return Object.entries(value).every(([name, item]) => (Object.hasOwn(rules, name) ? rules[name]!(item) : open));
}

function text(least: number, most: number): (value: unknown) => boolean {
  return (value) => typeof value === "string" && [...value].length >= least && [...value].length <= most;
}

const email = (value: unknown): boolean =>
  typeof value === "string" && [...value].length <= 60 && /^[^@\s]+@[^@\s.]+(\.[^@\s.]+)+$/.test(value);
const date = (value: unknown): boolean =>
  typeof value === "string" &&
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString().startsWith(value);
const uuid = (value: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
const uri = (value: unknown): boolean =>
  typeof value === "string" && [...value].length <= 200 && /^[a-z][a-z0-9+.-]*:\S+$/i.test(value) && URL.canParse(value);
