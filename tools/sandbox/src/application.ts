import { type Context, Hono } from "hono";
import { receiveBody } from "./body.js";
import { DroppedConnection, type Fault, type Faults, faultAnswer } from "./faults.js";
import { httpDate } from "./http-date.js";
import { pathTemplate, vagueness } from "./path-template.js";
import type { Call, NotImitated, Operation, Product, Site } from "./product.js";
import { loggedBody, loggedTarget, type RequestLog } from "./request-log.js";
import { Refusal, type RuleInfo } from "./rule.js";

/** Refusals that no product decides: they are about what there is to call at all. */
const UNKNOWN_PATH: RuleInfo = { checklist: [], status: 404, errorCode: "unknown_path", basis: "ours" };
const UNKNOWN_METHOD: RuleInfo = { checklist: [], status: 405, errorCode: "method_not_allowed", basis: "ours" };
const NOT_IMITATED: RuleInfo = { checklist: [], status: 501, errorCode: "not_imitated", basis: "ours" };
const BROKEN: RuleInfo = { checklist: [], status: 500, errorCode: "sandbox_error", basis: "ours" };

interface Outcome {
  readonly response: Response;
  readonly refusedBy: string | null;
}

/** The routes of a product in one world, ready to be mounted below the product's name. */
export function createApplication(product: Product, site: Site, log: RequestLog, faults: Faults): Hono {
  const application = new Hono();
  const routes = new Map<string, (Operation | NotImitated)[]>();
  const mount = (path: string, one: Operation | NotImitated) => routes.set(path, [...(routes.get(path) ?? []), one]);
  for (const one of product.operations) for (const path of [one.path, ...(one.aliases ?? [])]) mount(path, one);
  for (const one of product.notImitated) mount(one.path, one);

  // The first route that fits is taken: `/person/registration` must come before `/person/{id}`.
  for (const [path, known] of [...routes].sort(([a], [b]) => vagueness(a) - vagueness(b))) {
    const { pattern, params } = pathTemplate(path);
    application.all(pattern, (http) => {
      // Hono hands a HEAD to the GET route; a HEAD that uses up a result that can be read once would be a trap.
      const method = http.req.raw.method;
      const route = known.find((one) => one.method === method);
      const allow = [...known.filter((one) => "handle" in one).map((one) => one.method), "OPTIONS"].join(", ");
      const operation = route && "handle" in route ? route : null;
      return serve(http, params(http.req.param() as Record<string, string>), operation, allow, (call) => {
        if (route && "handle" in route) return route.handle(call);
        if (route) throw new Refusal("imitated", NOT_IMITATED, `${method} ${path} is not imitated: ${route.why}`);
        if (method === "OPTIONS") return product.options(call, allow);
        throw new Refusal("method-known", UNKNOWN_METHOD, `${method} is no method of ${path} – expected ${allow}`);
      });
    });
  }
  // Not notFound(): an application that is mounted in another one is never asked for its own.
  application.all("*", (http) =>
    serve(http, {}, null, undefined, () => {
      throw new Refusal("path-known", UNKNOWN_PATH, `${product.title} ${product.release} has no such path`);
    }),
  );
  application.onError((error) => {
    throw error;
  });
  return application;

  async function serve(
    http: Context,
    params: Call["params"],
    operation: Operation | null,
    allow: string | undefined,
    answer: (call: Call) => Response,
  ): Promise<Response> {
    const request = http.req.raw;
    const release = site.clock.hold();
    const body = await receiveBody(request, product.bodyLimit).finally(release);
    const entry = {
      api: product.name,
      operation: operation?.id ?? null,
      method: request.method,
      target: loggedTarget(http.req.path.replace(`/${product.name}`, ""), searchOf(request.url), product.secrets),
      body: loggedBody(body, product.secrets),
      bodySize: body.size,
    };
    try {
      const fault = operation ? faults.take(product.name, operation) : undefined;
      const { response, refusedBy } = await struck(fault, request, () => outcome({ site, http, params, body }, answer));
      log.add({ ...entry, time: site.clock.now(), status: response.status, refusedBy });
      if (response.status === 405 && allow) response.headers.set("allow", allow);
      // The sandbox's time, not the machine's: a client tells from it how far its own clock is off.
      response.headers.set("date", httpDate(site.clock.now()));
      return response;
    } catch (error) {
      log.add({ ...entry, time: site.clock.now(), status: null, refusedBy: null });
      throw error;
    }
  }

  async function struck(fault: Fault | undefined, request: Request, carryOut: () => Outcome): Promise<Outcome> {
    if (fault?.delay) await site.clock.sleep(fault.delay, request.signal);
    if (fault?.drop === "before") throw new DroppedConnection();
    const instead = fault && faultAnswer(fault);
    const done = instead ? { response: instead, refusedBy: null } : carryOut();
    if (fault?.drop === "after") throw new DroppedConnection();
    return done;
  }

  function outcome(call: Call, answer: (call: Call) => Response): Outcome {
    try {
      product.settle(site);
      return { response: answer(call), refusedBy: null };
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal("sandbox", BROKEN, `the sandbox itself failed: ${String(error)}`);
      return { response: product.refuse(refusal, call), refusedBy: refusal.rule };
    }
  }
}

const NO_QUERY = new URLSearchParams();

function searchOf(url: string): URLSearchParams {
  return url.includes("?") ? new URL(url).searchParams : NO_QUERY;
}
