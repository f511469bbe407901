import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import allowCors from "cors";
import { type Answer, json } from "../answer.js";
import { realClock } from "../clock/real-clock.js";
import { CONTROL_PATH } from "../control.js";
import { DroppedConnection } from "../faults.js";
import { sandboxProducts } from "../generated/products.js";
import { createSandbox, type Sandbox } from "../sandbox.js";
import { SocketArrival } from "./arrival.js";
import { isExpectedHost, isLoopbackAddress } from "./host.js";

/** Options of `startServer`. */
export interface ServerOptions {
  /** Default: 0, a free port. */
  readonly port?: number;
  /** Address to listen on. Default: `127.0.0.1`, so that nobody else on the network gets in. */
  readonly host?: string;
  /** APIs to serve. Default: all. Not together with `sandbox`. */
  readonly apis?: readonly string[];
  /** What is served. Default: a new sandbox with the machine's clock. */
  readonly sandbox?: Sandbox;
  /** Serve the control API below `/_gatehouse`, to this machine only. Default: false. */
  readonly control?: boolean;
  /** Origins whose pages may call, such as `http://localhost:5173`. Default: none. */
  readonly cors?: readonly string[];
}

/** A server that listens. */
export interface RunningServer {
  /** `http://127.0.0.1:4010`; an API is below it by its name. */
  readonly url: string;
  readonly port: number;
  readonly sandbox: Sandbox;
  /** Ends it and every open connection. */
  close(): Promise<void>;
}

/**
 * Serves a sandbox over HTTP.
 *
 * @throws {Error} when the port is taken or the address is not this machine's; the message names it and says what to change.
 * @throws {RangeError} when there is no such API; the message lists those there are.
 * @example
 * const server = await startServer({ port: 4010 });
 * console.log(`${server.url}/entrust-idaas`);
 * await server.close();
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const host = options.host ?? "127.0.0.1";
  const sandbox = options.sandbox ?? createSandbox({ clock: realClock(), products: chosen(options.apis) });
  const server = createServer(listener(sandbox, [host.toLowerCase()], options));
  await listen(server, options.port ?? 0, host);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${shownHost(host)}:${port}`,
    port,
    sandbox,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listener(sandbox: Sandbox, names: readonly string[], options: ServerOptions): RequestListener {
  const origins = [...(options.cors ?? [])];
  const serve: RequestListener = (incoming, outgoing) => {
    const refusal = controlRefusal(incoming, options, origins);
    if (refusal) return send(outgoing, refusal);
    sandbox.answer(new SocketArrival(incoming)).then(
      (answer) => send(outgoing, answer),
      (error) => {
        // The client of a dropped connection must see a closed socket, not an answer.
        if (error instanceof DroppedConnection || incoming.destroyed) outgoing.destroy();
        else send(outgoing, json(500, { error: `the sandbox failed: ${(error as Error).message}` }));
      },
    );
  };
  const withCors = allowCors({ origin: origins, credentials: true, exposedHeaders: ["allow"] });

  return (incoming, outgoing) => {
    if (!isExpectedHost(incoming.headers.host, names))
      return send(outgoing, json(421, { error: "this host name is not the sandbox's – call it by its address or as localhost" }));
    // The middleware takes every OPTIONS for a preflight; here OPTIONS is also a call of its own.
    const isCall = incoming.method === "OPTIONS" && incoming.headers["access-control-request-method"] === undefined;
    if (origins.length === 0 || isCall) serve(incoming, outgoing);
    else withCors(incoming, outgoing, () => serve(incoming, outgoing));
  };
}

function send(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  // Told its length, Node sends head and body in one piece.
  const length = body === null ? 0 : typeof body === "string" ? Buffer.byteLength(body) : body.length;
  outgoing.writeHead(status, status === 204 || status === 304 ? headers : { ...headers, "content-length": length });
  if (body === null) outgoing.end();
  else outgoing.end(body);
}

function controlRefusal(
  { url = "", headers, socket }: IncomingMessage,
  { control }: ServerOptions,
  origins: readonly string[],
): Answer | undefined {
  if (!url.startsWith(CONTROL_PATH) || /^[^/?]/.test(url.slice(CONTROL_PATH.length))) return undefined;
  if (!control) return json(404, { error: "the control API is off – start the server with control (--control)" });
  const { origin, host } = headers;
  const foreign = origin !== undefined && !origins.includes(origin) && origin !== `http://${host}`;
  if (!foreign && isLoopbackAddress(socket.remoteAddress)) return undefined;
  return json(403, { error: "the control API answers this machine only, and no page of another origin" });
}

function chosen(apis: readonly string[] | undefined) {
  const unknown = apis?.find((api) => sandboxProducts.every((product) => product.name !== api));
  if (unknown !== undefined) {
    throw new RangeError(`no API is called "${unknown}" – expected ${sandboxProducts.map((product) => product.name).join(", ")}`);
  }
  return apis ? sandboxProducts.filter((product) => apis.includes(product.name)) : sandboxProducts;
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => reject(new Error(whyNot(cause, port, host), { cause })));
    server.listen(port, host, resolve);
  });
}

function whyNot(error: NodeJS.ErrnoException, port: number, host: string): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `port ${port} on ${host} is taken – choose another with --port, or 0 for a free one`;
    case "EACCES":
      return `port ${port} needs more rights than this process has – choose one above 1023 with --port`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `${host} is no address of this machine – choose another with --host`;
    default:
      return `cannot listen on ${host}:${port}: ${error.message}`;
  }
}

const shownHost = (host: string): string => (host.includes(":") ? `[${host}]` : host);
