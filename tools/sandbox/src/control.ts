import { Hono } from "hono";
import type { Fault, Faults } from "./faults.js";
import { isJsonObject, type Json } from "./json.js";
import { json } from "./product.js";
import type { RequestLog } from "./request-log.js";
import type { World } from "./world.js";

/** Path prefix of the control API. */
export const CONTROL_PATH = "/_gatehouse";

/**
 * Steering a sandbox over HTTP, below `/_gatehouse`:
 *
 * | call | does |
 * | --- | --- |
 * | `POST /reset` | a fresh world, no faults, an empty log |
 * | `GET /clock` | `{ "now", "kind" }` |
 * | `POST /clock/advance` | `{ "ms" }` moves time forward |
 * | `GET /requests` | the log, without secrets |
 * | `GET /faults`, `POST /faults`, `DELETE /faults` | lists, adds (one `Fault`), forgets faults |
 */
export function createControl(world: World, log: RequestLog, faults: Faults, reset: () => void): Hono {
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
    .onError((error) => json(400, { error: error.message }))
    .notFound((http) => json(404, { error: `${http.req.method} ${http.req.path} is no part of the control API` }));
}

const done = () => new Response(null, { status: 204 });

async function objectOf(request: Request): Promise<Readonly<Record<string, Json>>> {
  const value = (await request.json().catch(() => undefined)) as Json | undefined;
  if (!isJsonObject(value)) throw new TypeError("the body must be a JSON object");
  return value;
}
