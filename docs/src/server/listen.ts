import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CommandError } from "@gatehouse/command-line";
import { createAdaptorServer } from "@hono/node-server";

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Ends it and what is still open. */
  close(): Promise<void>;
}

/**
 * Listens.
 *
 * @param port 0 takes any that is free.
 * @throws {CommandError} when the port is taken or the host is not this machine's: one message that names it and the option.
 */
export function listen(fetch: (request: Request) => Response | Promise<Response>, host: string, port: number): Promise<Listening> {
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): CommandError {
  if (error.code === "EADDRINUSE")
    return new CommandError(`port ${port} on ${host} is taken`, { hint: "choose another with --port (0 takes a free one)", cause: error });
  if (error.code === "EACCES")
    return new CommandError(`port ${port} needs more rights than this user has`, {
      hint: "choose one above 1023 with --port",
      cause: error,
    });
  return new CommandError(`cannot listen on ${host}: ${error.code ?? error.message}`, {
    hint: "--host takes an address of this machine",
    cause: error,
  });
}
