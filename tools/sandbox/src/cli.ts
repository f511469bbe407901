import { type Command, CommandError, createCommand, InvalidArgumentError, runCommand } from "@gatehouse/command-line";
import { CONTROL_PATH } from "./control.js";
import { sandboxProducts } from "./generated/products.js";
import { startServer } from "./server/server.js";

const names = sandboxProducts.map((product) => product.name);
const many = (value: string, before: readonly string[] = []) => [...before, value];

const program: Command = createCommand({
  name: "gatehouse-sandbox",
  summary: `Serves imitations of vendors' products: ${names.join(", ")}.`,
  examples: [
    "gatehouse-sandbox",
    `gatehouse-sandbox --port 4010 --api ${names[0]}`,
    "gatehouse-sandbox --control --cors http://localhost:5173",
  ],
  exitCodes: { 0: "ended by Ctrl-C", 2: "wrong usage, or the port is taken" },
  packageUrl: new URL("../package.json", import.meta.url),
})
  .option("--port <number>", "port to listen on, 0 for a free one", portOf, 4010)
  .option("--host <address>", "address to listen on", "127.0.0.1")
  .option("--api <name>", "serve this API; give it several times for several (default: all)", many)
  .option("--control", `serve the control API below ${CONTROL_PATH}, to this machine only`, false)
  .option("--cors <origin>", "let pages of this origin call; give it several times for several (default: none)", many)
  .action(serve);

await runCommand(program);

interface Options {
  readonly port: number;
  readonly host: string;
  readonly api?: readonly string[];
  readonly control: boolean;
  readonly cors?: readonly string[];
}

async function serve({ api, cors, ...options }: Options): Promise<void> {
  const server = await startServer({ ...options, ...(api && { apis: api }), ...(cors && { cors }) }).catch((cause: Error) => {
    throw new CommandError(cause.message, { cause });
  });
  // Heard from now on: whoever reads that Ctrl-C ends it may press it at once.
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
  for (const product of server.sandbox.products) {
    const { name, credentials } = product.accounts[0]!;
    process.stdout.write(`${product.title} ${product.release}: ${server.url}/${product.name}\n`);
    process.stdout.write(`  account ${name} (public, opens nothing but a sandbox): ${JSON.stringify(credentials)}\n`);
  }
  process.stdout.write("Ctrl-C ends it.\n");
  await interrupted;
  await server.close();
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError("expected a number from 0 to 65535");
  return port;
}
