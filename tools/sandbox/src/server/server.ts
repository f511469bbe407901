import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer, type HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { cors } from "hono/cors";
import { realClock } from "../clock/real-clock.js";
import { CONTROL_PATH } from "../control.js";
import { DroppedConnection } from "../faults.js";
import { sandboxProducts } from "../generated/products.js";
import { json } from "../product.js";
import { createSandbox, type Sandbox, SERVED } from "../sandbox.js";
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
  /**
   * This process does nothing but serve: the global `Request` and `Response` may be replaced by lighter ones, which doubles what it can answer.
   * Default: false.
   */
  readonly ownProcess?: boolean;
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
  const application = guarded(sandbox, [host.toLowerCase()], options);
  const server = createAdaptorServer({ fetch: application.fetch, overrideGlobalObjects: options.ownProcess === true }) as Server;
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

type Environment = { Bindings: HttpBindings };

function guarded(sandbox: Sandbox, names: readonly string[], options: ServerOptions): Hono<Environment> {
  const origins = [...(options.cors ?? [])];
  const allowCors = cors({ origin: origins, credentials: true, exposeHeaders: ["allow"] });
  const isPreflight = (http: Context) => http.req.method === "OPTIONS" && http.req.header("access-control-request-method") !== undefined;

  const refusal = (http: Context<Environment>): Response | undefined => {
    const { incoming } = http.env;
    if (!isExpectedHost(incoming.headers.host, names)) {
      return json(421, { error: "this host name is not the sandbox's – call it by its address or as localhost" });
    }
    return isControl(http.req.path) ? controlRefusal(http, options, origins) : undefined;
  };

  const application = new Hono<Environment>();
  if (origins.length > 0) {
    // The middleware takes every OPTIONS for a preflight; here OPTIONS is also a call of its own.
    application.use(
      async (http, next) => refusal(http) ?? (http.req.method === "OPTIONS" && !isPreflight(http) ? next() : allowCors(http, next)),
    );
  }
  // One handler and no chain of them: what every request runs through is what limits how many there can be.
  return application
    .all("*", (http) => refusal(http) ?? sandbox.fetch(http.req.raw, SERVED))
    .onError((error, http) => {
      // The client of a dropped connection must see a closed socket, not an answer.
      const lost = error instanceof DroppedConnection || http.req.raw.signal.aborted;
      if (lost) http.env.outgoing.destroy();
      return json(500, { error: lost ? "dropped" : `the sandbox failed: ${error.message}` });
    });
}

const isControl = (path: string) => path === CONTROL_PATH || path.startsWith(`${CONTROL_PATH}/`);

function controlRefusal(http: Context<Environment>, { control }: ServerOptions, origins: readonly string[]): Response | undefined {
  if (!control) return json(404, { error: "the control API is off – start the server with control (--control)" });
  const origin = http.req.header("origin");
  const foreign = origin !== undefined && !origins.includes(origin) && origin !== new URL(http.req.url).origin;
  if (!foreign && isLoopbackAddress(http.env.incoming.socket.remoteAddress)) return undefined;
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
