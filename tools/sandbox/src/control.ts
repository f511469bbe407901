import { type Answer, empty, json } from "./answer.js";
import { receiveBody } from "./body.js";
import type { Fault, Faults } from "./faults.js";
import { isJsonObject, type Json, type JsonObject } from "./json.js";
import type { Hook, Product, Settings } from "./product.js";
import type { Arrival } from "./request.js";
import type { RequestLog } from "./request-log.js";
import { RouteTable } from "./route-table.js";
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
export function createControl(steering: Steering): (arrival: Arrival, path: string) => Promise<Answer> {
  const { world, log, faults, reset, products } = steering;
  const clock = () => json(200, { now: new Date(world.clock.now()).toISOString(), kind: world.clock.kind });
  const calls = new RouteTable<Calls>(
    Object.entries({
      "/reset": {
        POST: () => {
          reset();
          return empty(204);
        },
      },
      "/clock": { GET: clock },
      "/clock/advance": {
        POST: async (body) => {
          const { ms } = await body();
          world.clock.advance(typeof ms === "number" ? ms : Number.NaN);
          return clock();
        },
      },
      "/requests": { GET: () => json(200, log.entries as unknown as Json) },
      "/faults": {
        GET: () => json(200, faults.list() as unknown as Json),
        POST: async (body) => {
          faults.add((await body()) as unknown as Fault);
          return empty(204);
        },
        DELETE: () => {
          faults.clear();
          return empty(204);
        },
      },
      "/hooks": { GET: () => json(200, Object.fromEntries(products.map((one) => [one.name, described(one.hooks ?? {})]))) },
      "/hooks/{api}/{hook}": {
        POST: async (body, { api = "", hook = "" }) => json(200, steering.hook(api, hook, await body())),
      },
      "/settings": { GET: () => json(200, steering.settings()) },
      "/settings/{api}": {
        PATCH: async (body, { api = "" }) => json(200, steering.configure(api, (await body()) as Settings)),
      },
    } satisfies Record<string, Calls>),
  );
  return async (arrival, path) => {
    const { route, params = {} } = calls.find(path) ?? {};
    // A method may be called anything, `constructor` too.
    const call = route && Object.hasOwn(route, arrival.method) ? route[arrival.method] : undefined;
    if (!call) return json(404, { error: `${arrival.method} ${CONTROL_PATH}${path} is no part of the control API` });
    try {
      return await call(() => objectOf(arrival), params);
    } catch (error) {
      return json(400, { error: (error as Error).message });
    }
  };
}

/** What can be done on one path, by method. */
type Calls = Readonly<
  Record<string, (body: () => Promise<JsonObject>, params: Readonly<Record<string, string>>) => Answer | Promise<Answer>>
>;

const described = (hooks: Readonly<Record<string, Hook>>) =>
  Object.fromEntries(Object.entries(hooks).map(([name, { summary, takes }]) => [name, { summary, takes: takes as unknown as Json }]));

const LARGEST_BODY = 1_048_576;

async function objectOf(arrival: Arrival): Promise<JsonObject> {
  const value = (await receiveBody(arrival, LARGEST_BODY)).json?.value;
  if (!isJsonObject(value)) throw new TypeError("the body must be a JSON object");
  return value;
}
