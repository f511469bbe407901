import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { type ContractConfig, type Description, loadContractConfig, loadDescription } from "@gatehouse/description";
import { type Event, inProcessTarget, type Reporter, type RunOptions, type RunResult, run } from "../../src/index.js";
import { type Fault, LibraryServer } from "./server.js";

/** Folder of the description. */
export const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** What every run of these tests needs. */
export async function library(): Promise<{ readonly description: Description; readonly config: ContractConfig }> {
  return { description: await loadDescription(FOLDER), config: await loadContractConfig(`${FOLDER}contract.yaml`) };
}

/** A run against a server in this process, and all that was said of it. */
export async function runAgainst(
  faults: readonly Fault[],
  options: Partial<RunOptions> = {},
): Promise<RunResult & { readonly events: readonly Event[]; readonly servers: readonly LibraryServer[] }> {
  const events: Event[] = [];
  const servers: LibraryServer[] = [];
  const listener: Reporter = { on: (event) => void events.push(event), close: async () => {} };
  const target = inProcessTarget({
    handler: () => {
      const server = new LibraryServer(faults);
      servers.push(server);
      return { fetch: (request) => server.fetch(request), baseUrl: "http://library.example", sleep: (ms) => server.sleep(ms) };
    },
  });
  const result = await run({ ...(await library()), target, reporters: [listener], ...options });
  return { ...result, events, servers };
}

/** The same server over HTTP on a free port of this machine; its clock runs with the real one. */
export async function listen(
  faults: readonly Fault[] = [],
): Promise<{ readonly url: string; readonly server: LibraryServer; close(): Promise<void> }> {
  const library = new LibraryServer(faults, 20);
  let last = Date.now();
  const http: Server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", async () => {
      library.sleep(Date.now() - last);
      last = Date.now();
      if (faults.includes("closes-on-list") && incoming.url?.startsWith("/items?")) return incoming.socket.destroy();
      const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
      const response = await library.fetch(
        new Request(`http://library.example${incoming.url}`, {
          method: incoming.method ?? "GET",
          headers: Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]),
          ...(hasBody ? { body: Buffer.concat(chunks) } : {}),
        }),
      );
      outgoing.writeHead(response.status, [...response.headers].flat());
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    server: library,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}
