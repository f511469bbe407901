import fc from "fast-check";
import { createSandbox, type Sandbox } from "../../src/index.js";
import { type Corpus, encoded } from "./corpus.js";
import { type FuzzedRequest, fuzzedRequests } from "./mutations.js";

/** What a run of bad requests saw. */
export interface FuzzReport {
  readonly sent: number;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<number, number>>;
  /** Requests that were answered with 500 or above, or not at all. */
  readonly failures: readonly string[];
  /** Bytes of heap in use after each world, garbage collected; empty where collection is not exposed. */
  readonly heap: readonly number[];
}

/** Requests to one world before it starts over: objects pile up in it, and nothing may pile up beside it. */
const WORLD = 500;

/** Sends bad requests made from a product's good ones, in worlds that start over, and tells what was answered. */
export async function fuzz(
  api: string,
  corpus: Corpus,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<FuzzReport> {
  const sandbox = createSandbox();
  const { baseUrl } = sandbox.connect(api);
  const requests = fuzzedRequests(await Promise.all(corpus.requests.map(encoded)));
  const statuses: Record<number, number> = {};
  const failures: string[] = [];
  const heap: number[] = [];
  for (let sent = 0; sent < runs; sent += WORLD) {
    sandbox.reset();
    const signed = new Map<string | undefined, Promise<Readonly<Record<string, string>>>>();
    const headersOf = (account: string | undefined) => {
      if (!signed.has(account)) signed.set(account, corpus.signIn(sandbox, account));
      return signed.get(account)!;
    };
    const drawn = fc.sample(requests, { numRuns: Math.min(WORLD, runs - sent), seed: seed + sent });
    for (const { as, request } of drawn) {
      const status = await send(sandbox, baseUrl, request, await headersOf(as));
      statuses[Number(status)] = (statuses[Number(status)] ?? 0) + 1;
      if (typeof status !== "number" || (status >= 500 && status !== 501)) failures.push(`${status}: ${shown(request)}`);
    }
    if (globalThis.gc) {
      globalThis.gc();
      heap.push(process.memoryUsage().heapUsed);
    }
  }
  return { sent: runs, statuses, failures, heap };
}

/** The operations of a product that no request of its corpus reaches with a status below 300. */
export async function untouchedOperations(api: string, corpus: Corpus): Promise<readonly string[]> {
  const sandbox = createSandbox();
  const { baseUrl } = sandbox.connect(api);
  const accepted = new Set<string | null>();
  for (const good of await Promise.all(corpus.requests.map(encoded))) {
    sandbox.reset();
    const { method, path, headers, body } = good;
    const request = { method, path, headers, ...(body === undefined ? {} : { body }) };
    const status = await send(sandbox, baseUrl, request, await corpus.signIn(sandbox, good.as));
    if (Number(status) < 300) accepted.add(sandbox.requests.at(-1)!.operation);
  }
  const product = sandbox.products.find(({ name }) => name === api)!;
  return product.operations.map(({ id }) => id).filter((id) => !accepted.has(id));
}

async function send(
  sandbox: Sandbox,
  baseUrl: string,
  request: FuzzedRequest,
  signed: Readonly<Record<string, string>>,
): Promise<number | string> {
  try {
    const { method, path, headers, body } = request;
    const response = await sandbox.fetch(`${baseUrl}${path}`, {
      method,
      headers: { ...signed, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    await response.arrayBuffer();
    return response.status;
  } catch (error) {
    return `no answer (${(error as Error).message})`;
  }
}

function shown({ method, path, headers, body }: FuzzedRequest): string {
  const text = typeof body === "string" ? body : body && `${body.length} bytes`;
  return `${method} ${path.slice(0, 200)} ${headers["content-type"] ?? ""} ${text?.slice(0, 200) ?? ""}`;
}
