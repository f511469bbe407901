import { createServer } from "node:http";
import { createSandbox } from "@gatehouse/sandbox";
import { startServer } from "@gatehouse/sandbox/server";
import { APIS } from "./cases.js";

/** @typedef {import("./suite.js").Outcome} Outcome */

/**
 * A sandbox behind HTTP for one runtime, and beside it an address where that asks what to do and hands in what came of it.
 *
 * @param {readonly import("./settings.js").Case[]} cases
 * @param {Readonly<Record<string, string>>} [files] More that is served, by path.
 */
export async function host(cases, files = {}) {
  /** @type {(outcomes: readonly Outcome[]) => void} */
  let handIn = () => {};
  /** @type {Promise<readonly Outcome[]>} */
  const outcomes = new Promise((resolve) => {
    handIn = resolve;
  });
  const desk = createServer(async (request, response) => {
    if (request.method === "POST") {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      handIn(JSON.parse(Buffer.concat(chunks).toString()));
      return response.writeHead(204).end();
    }
    const path = request.url ?? "";
    const text = path === "/settings" ? JSON.stringify(settings) : files[path];
    const type = path === "/settings" ? "application/json" : path.endsWith(".js") ? "text/javascript" : "text/html";
    return text === undefined ? response.writeHead(404).end() : response.writeHead(200, { "content-type": type }).end(text);
  });
  await new Promise((resolve) => desk.listen(0, "127.0.0.1", () => resolve(undefined)));
  const address = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (desk.address()).port}`;
  const server = await startServer({ control: true, cors: [address] });
  const known = createSandbox();
  const settings = {
    sandbox: server.url,
    credentials: Object.fromEntries(APIS.map((api) => [api, known.connect(api).credentials])),
    cases,
  };
  return {
    address,
    outcomes,
    async close() {
      desk.closeAllConnections();
      desk.close();
      await server.close();
    },
  };
}
