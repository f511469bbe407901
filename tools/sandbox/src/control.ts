import { Hono } from "hono";
import type { Fault, Faults } from "./faults.js";
import { isJsonObject, type Json, type JsonObject } from "./json.js";
import { type Hook, json, type Product, type Settings } from "./product.js";
import type { RequestLog } from "./request-log.js";
import type { World } from "./world.js";

/** Path prefix of the control API. */
export const CONTROL_PATH = "/_gatehouse";

/** What the control API gets hold of. */
export interface Steering {
  readonly world: World;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly products: readonly Product[];
  readonly reset: () => void;
  readonly hook: (api: string, name: string, input: JsonObject) => Json;
  readonly settings: () => Readonly<Record<string, Settings>>;
  readonly configure: (api: string, changes: Settings) => Settings;
}

/**
 * Steering a sandbox over HTTP, below `/_gatehouse`:
 *
 * | call | does |
 * | --- | --- |
 * | `POST /reset` | a fresh world, no faults, an empty log, the settings of the start |
 * | `GET /clock` | `{ "now", "kind" }` |
 * | `POST /clock/advance` | `{ "ms" }` moves time forward |
 * | `GET /requests` | the log, without secrets |
 * | `GET /faults`, `POST /faults`, `DELETE /faults` | lists, adds (one `Fault`), forgets faults |
 * | `GET /hooks` | what can be made to happen around each product, and what that takes |
 * | `POST /hooks/{api}/{hook}` | makes it happen and answers what comes of it |
 * | `GET /settings` | the settings of each product |
 * | `PATCH /settings/{api}` | changes some of them and answers them all |
 */
export function createControl(steering: Steering): Hono {
  const { world, log, faults, reset, products } = steering;
  const clock = () => json(200, { now: new Date(world.clock.now()).toISOString(), kind: world.clock.kind });
  return new Hono()
    .post("/reset", () => {
      reset();
      return done();
    })
    .get("/clock", clock)
    .post("/clock/advance", async (http) => {
      const body = await objectOf(http.req.raw);
      world.clock.advance(typeof body["ms"] === "number" ? body["ms"] : Number.NaN);
      return clock();
    })
    .get("/requests", () => json(200, log.entries as unknown as Json))
    .get("/faults", () => json(200, faults.list() as unknown as Json))
    .post("/faults", async (http) => {
      faults.add((await objectOf(http.req.raw)) as unknown as Fault);
      return done();
    })
    .delete("/faults", () => {
      faults.clear();
      return done();
    })
    .get("/hooks", () => json(200, Object.fromEntries(products.map((one) => [one.name, described(one.hooks ?? {})]))))
    .post("/hooks/:api/:hook", async (http) => {
      const { api, hook } = http.req.param();
      return json(200, steering.hook(api, hook, await objectOf(http.req.raw)));
    })
    .get("/settings", () => json(200, steering.settings()))
    .patch("/settings/:api", async (http) => {
      const changes = (await objectOf(http.req.raw)) as Settings;
      return json(200, steering.configure(http.req.param("api"), changes));
    })
    .onError((error) => json(400, { error: error.message }))
    .notFound((http) => json(404, { error: `${http.req.method} ${http.req.path} is no part of the control API` }));
}

const described = (hooks: Readonly<Record<string, Hook>>) =>
  Object.fromEntries(Object.entries(hooks).map(([name, { summary, takes }]) => [name, { summary, takes: takes as unknown as Json }]));

const done = () => new Response(null, { status: 204 });

async function objectOf(request: Request): Promise<Readonly<Record<string, Json>>> {
  const value = (await request.json().catch(() => undefined)) as Json | undefined;
  if (!isJsonObject(value)) throw new TypeError("the body must be a JSON object");
  return value;
}
