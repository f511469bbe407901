import type { Answer } from "./answer.js";
import { receiveBody } from "./body.js";
import { DroppedConnection, type Fault, type Faults, faultAnswer } from "./faults.js";
import { httpDate } from "./http-date.js";
import type { Call, NotImitated, Operation, Product, Site } from "./product.js";
import { type Arrival, SandboxRequest } from "./request.js";
import { loggedBody, loggedTarget, type RequestLog } from "./request-log.js";
import { RouteTable } from "./route-table.js";
import { Refusal, type RuleInfo } from "./rule.js";

/** Refusals that no product decides: they are about what there is to call at all. */
const UNKNOWN_PATH: RuleInfo = { checklist: [], status: 404, errorCode: "unknown_path", basis: "ours" };
const UNKNOWN_METHOD: RuleInfo = { checklist: [], status: 405, errorCode: "method_not_allowed", basis: "ours" };
const NOT_IMITATED: RuleInfo = { checklist: [], status: 501, errorCode: "not_imitated", basis: "ours" };
const BROKEN: RuleInfo = { checklist: [], status: 500, errorCode: "sandbox_error", basis: "ours" };

interface Outcome {
  readonly answer: Answer;
  readonly refusedBy: string | null;
}

/** What there is on one path. */
interface Place {
  readonly template: string;
  readonly methods: ReadonlyMap<string, Operation | NotImitated>;
  /** What the `Allow` header lists. */
  readonly allow: string;
}

/**
 * Answers a request for a product.
 *
 * @param path Below the product's prefix, without the query.
 * @param search The query with its question mark; empty where there is none.
 */
export type Application = (arrival: Arrival, path: string, search: string) => Promise<Answer>;

/** A product in one world. */
export function createApplication(product: Product, site: Site, log: RequestLog, faults: Faults): Application {
  const places = new RouteTable(placesOf(product));

  return async (arrival, path, search) => {
    const found = places.find(path);
    const known = found?.route.methods.get(arrival.method);
    const operation = known && "handle" in known ? known : null;
    const body = await receiveBody(arrival, product.bodyLimit).finally(site.clock.hold());
    const call: Call = { site, request: new SandboxRequest(arrival, path, search), params: found?.params ?? {}, body };
    const fault = operation ? faults.take(product.name, operation) : undefined;
    const done = (status: number | null, refusedBy: string | null) =>
      log.add({
        number: log.next,
        time: site.clock.now(),
        api: product.name,
        operation: operation?.id ?? null,
        method: arrival.method,
        target: loggedTarget(call.request, product.secrets),
        body: loggedBody(body, product.secrets),
        bodySize: body.size,
        status,
        refusedBy,
      });
    try {
      const { answer, refusedBy } = fault
        ? await struck(fault, arrival, () => outcome(call, found?.route, known))
        : outcome(call, found?.route, known);
      done(answer.status, refusedBy);
      // The sandbox's time, not the machine's: a client tells from it how far its own clock is off.
      const date = httpDate(site.clock.now());
      const allow = answer.status === 405 && found ? { allow: found.route.allow } : undefined;
      return { ...answer, headers: { ...answer.headers, ...allow, date } };
    } catch (error) {
      done(null, null);
      throw error;
    }
  };

  async function struck(fault: Fault, { signal }: Arrival, carryOut: () => Outcome): Promise<Outcome> {
    if (fault.delay) await site.clock.sleep(fault.delay, signal);
    if (fault.drop === "before") throw new DroppedConnection();
    const instead = faultAnswer(fault);
    const done = instead ? { answer: instead, refusedBy: null } : carryOut();
    if (fault.drop === "after") throw new DroppedConnection();
    return done;
  }

  function outcome(call: Call, place: Place | undefined, known: Operation | NotImitated | undefined): Outcome {
    try {
      product.settle(site);
      return { answer: answered(call, place, known), refusedBy: null };
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal("sandbox", BROKEN, `the sandbox itself failed: ${String(error)}`);
      return { answer: product.refuse(refusal, call), refusedBy: refusal.rule };
    }
  }

  function answered(call: Call, place: Place | undefined, known: Operation | NotImitated | undefined): Answer {
    if (known && "handle" in known) return known.handle(call);
    if (!place) throw new Refusal("path-known", UNKNOWN_PATH, `${product.title} ${product.release} has no such path`);
    const { method } = call.request;
    const { template, allow } = place;
    if (known) throw new Refusal("imitated", NOT_IMITATED, `${method} ${template} is not imitated: ${known.why}`);
    if (method === "OPTIONS") return product.options(call, allow);
    throw new Refusal("method-known", UNKNOWN_METHOD, `${method} is no method of ${template} – expected ${allow}`);
  }
}

function placesOf(product: Product): Map<string, Place> {
  const known = new Map<string, (Operation | NotImitated)[]>();
  const put = (path: string, one: Operation | NotImitated) => known.set(path, [...(known.get(path) ?? []), one]);
  for (const one of product.operations) for (const path of [one.path, ...(one.aliases ?? [])]) put(path, one);
  for (const one of product.notImitated) put(one.path, one);
  return new Map(
    [...known].map(([template, all]) => {
      const allow = [...all.filter((one) => "handle" in one).map((one) => one.method), "OPTIONS"].join(", ");
      return [template, { template, allow, methods: new Map(all.map((one) => [one.method, one])) }];
    }),
  );
}
