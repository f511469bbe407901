import { fileURLToPath } from "node:url";
import { createCommand, EXIT, InvalidArgumentError, runCommand } from "@gatehouse/command-line";
import { createSandbox, realClock } from "@gatehouse/sandbox";
import { greeting } from "./greeting.js";
import { listen } from "./listen.js";
import { portalApplication } from "./portal-application.js";
import { readPortalData } from "./read-portal-data.js";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));

const program = createCommand({
  name: "gatehouse-portal",
  summary: "Serves the portal, and the sandbox of every API on the same origin.",
  examples: ["gatehouse-portal", "gatehouse-portal --port 4020", "PORT=0 gatehouse-portal"],
  exitCodes: {
    [EXIT.ok]: "ended by Ctrl-C or SIGTERM: that is how a server ends",
    [EXIT.untold]: "it could not start: port taken, portal not built, wrong usage",
  },
  packageUrl: new URL("../../package.json", import.meta.url),
});

program
  .option("--port <number>", "port to listen on; 0 takes a free one (default: PORT, else 4010)", portNumber)
  .option("--host <name>", "address to listen on, and a name to be asked under", "127.0.0.1")
  .action(async (options: { readonly port?: number; readonly host: string }) => {
    const data = await readPortalData(DIST);
    const sandbox = createSandbox({ clock: realClock() });
    const apis = sandbox.products.map((product) => product.name);
    const app = portalApplication({
      dist: DIST,
      base: data.base,
      sandbox: { fetch: sandbox.fetch, apis },
      hosts: [options.host.toLowerCase()],
    });
    const server = await listen(app.fetch, options.host, options.port ?? environmentPort());
    const name =
      options.host === "0.0.0.0" || options.host === "::" ? "127.0.0.1" : options.host.includes(":") ? `[${options.host}]` : options.host;
    const products = apis.map((api) => ({ name: api, account: sandbox.account(api) }));
    // Heard from now on: whoever reads that Ctrl-C ends it may press it at once.
    const interrupted = new Promise<void>((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    });
    process.stdout.write(greeting(`http://${name}:${server.port}`, data, products));
    await interrupted;
    await server.close();
  });

await runCommand(program);

function environmentPort(): number {
  const given = process.env["PORT"];
  return given === undefined || given === "" ? 4010 : portNumber(given);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError(`"${text}" is no port: a number from 0 to 65535.`);
}
