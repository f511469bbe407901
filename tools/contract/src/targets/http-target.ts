import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { type Target, TargetError, type World } from "../target.js";
import type { NotExpressible, Transport, WireHeaders, WireRequest, WireResponse } from "../wire.js";
import { bodyOf, bytesOf, headerOf } from "./body.js";
import { isLoopback } from "./loopback.js";

/**
 * Servers over HTTP or HTTPS, addressed as they are: a target is never normalised, a header never merged, and a method, length or body
 * that contradict each other are sent all the same. The servers have one state, which all cases share.
 *
 * @param urls Address by server name, `default` where the API has one. A path in it goes before every target.
 * @param options `timeout`: milliseconds to wait for a whole answer, default 30 000. `clock`: address that `{ "ms": … }` is posted to in order
 * to let time pass on a server whose clock is virtual; default: time passes really.
 * @throws {TypeError} for an address that is not HTTP or carries user information, a query or a fragment.
 *
 * @example
 * const target = httpTarget({ default: "http://127.0.0.1:4010/my-api" });
 */
export function httpTarget(urls: Readonly<Record<string, string>>, options: HttpTargetOptions = {}): Target {
  const servers = Object.entries(urls).map(([name, url]) => [name, parseAddress(url)] as const);
  const timeout = options.timeout ?? 30_000;
  const clock = options.clock === undefined ? undefined : parseAddress(options.clock);
  const world: World = {
    transports: Object.fromEntries(servers.map(([name, url]) => [name, transportTo(url, timeout)])),
    sleep: async (milliseconds, signal) => {
      if (clock) await advance(clock, milliseconds, timeout, signal);
      else await sleep(milliseconds, undefined, { signal });
    },
    close: async () => {},
  };
  return {
    name: [...new Set(servers.map(([, url]) => nameOf(url)))].join(", "),
    address: [...new Set(servers.map(([, url]) => addressOf(url)))].join(", "),
    local: servers.every(([, url]) => isLoopback(url.hostname)),
    isolated: false,
    open: async () => world,
    close: async () => {},
  };
}

interface HttpTargetOptions {
  readonly timeout?: number;
  readonly clock?: string;
}

async function advance(clock: URL, milliseconds: number, timeout: number, signal: AbortSignal): Promise<void> {
  const post = transportTo(clock, timeout);
  const headers = [["content-type", "application/json"]] as const;
  const answer = await post(
    { method: "POST", target: "", headers, body: { text: JSON.stringify({ ms: Math.round(milliseconds) }) } },
    signal,
  );
  if ("status" in answer && answer.status >= 200 && answer.status < 300) return;
  throw new TargetError(
    `the clock did not move (${"status" in answer ? answer.status : answer.notExpressible}) – ${clock.href} – give the address of a virtual clock`,
  );
}

function parseAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) {
    throw new TypeError(`not an address: ${text} – target – give http://host[:port][/path] or https://…`);
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new TypeError(
      `an address must not carry user information, a query or a fragment – target ${url.protocol}//${url.host} – give scheme, host, port and path only`,
    );
  }
  return url;
}

function addressOf(url: URL): string {
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}

/** Loopback ports change from run to run and would make two reports of the same run differ. */
function nameOf(url: URL): string {
  return `${url.protocol}//${isLoopback(url.hostname) ? url.hostname : url.host}${url.pathname.replace(/\/+$/, "")}`;
}

function transportTo(base: URL, timeout: number): Transport {
  const send = base.protocol === "https:" ? httpsRequest : httpRequest;
  const prefix = base.pathname.replace(/\/+$/, "");
  return (wire, signal) =>
    new Promise<WireResponse | NotExpressible>((resolve, reject) => {
      const body = bytesOf(wire.body);
      let outgoing: ClientRequest;
      try {
        outgoing = send({
          protocol: base.protocol,
          hostname: base.hostname.replace(/^\[|\]$/g, ""),
          port: base.port,
          method: wire.method,
          path: prefix + wire.target,
          headers: rawHeaders(wire, base.host, body.length),
          agent: false,
          signal,
        });
      } catch (error) {
        resolve({ notExpressible: (error as Error).message });
        return;
      }
      let connected = false;
      const timer = setTimeout(() => {
        resolve({ status: 0, headers: [], body: { text: "" }, fault: "timeout" });
        outgoing.destroy();
      }, timeout);
      const done = (): void => clearTimeout(timer);
      outgoing.once("socket", (socket) => socket.once("connect", () => (connected = true)));
      outgoing.once("close", done);
      outgoing.once("response", (incoming) => {
        void readResponse(incoming).then(resolve);
      });
      outgoing.once("error", (error: NodeJS.ErrnoException) => {
        if (signal.aborted) reject(signal.reason);
        else if (connected) resolve({ status: 0, headers: [], body: { text: "" }, fault: "reset" });
        else
          reject(
            new TargetError(`no answer (${error.code ?? error.message}) – ${addressOf(base)} – start the server or give another --target`),
          );
      });
      outgoing.end(body);
    });
}

/** As one flat list, which node:http sends as it stands: nothing is added but what HTTP/1.1 cannot do without. */
function rawHeaders({ headers, body }: WireRequest, host: string, length: number): string[] {
  const framed = headerOf(headers, "content-length") !== undefined || headerOf(headers, "transfer-encoding") !== undefined;
  return [
    ...(headerOf(headers, "host") === undefined ? ["host", host] : []),
    ...headers.flat(),
    ...(framed || body === undefined ? [] : ["content-length", String(length)]),
    ...(headerOf(headers, "connection") === undefined ? ["connection", "close"] : []),
  ];
}

async function readResponse(incoming: IncomingMessage): Promise<WireResponse> {
  const chunks: Uint8Array[] = [];
  let fault: WireResponse["fault"];
  try {
    for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
  } catch {
    fault = "early-close";
  }
  const headers = pairs(incoming.rawHeaders);
  return {
    status: incoming.statusCode ?? 0,
    headers,
    body: bodyOf(Buffer.concat(chunks), headerOf(headers, "content-type")),
    ...(fault === undefined ? {} : { fault }),
  };
}

function pairs(flat: readonly string[]): WireHeaders {
  return Array.from({ length: flat.length / 2 }, (_, index) => [flat[2 * index]!, flat[2 * index + 1]!] as const);
}
