// The least that a server can do: the same bytes for every request, which are read once a file has them.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";

const STORED = new URL("../.results/stored.json", import.meta.url);
/** @type {Buffer | undefined} */
let body;

createServer((_request, response) => {
  body ??= existsSync(STORED) ? readFileSync(STORED) : undefined;
  response.writeHead(200, { "content-type": "application/json" }).end(body ?? "{}");
}).listen(Number(process.argv[2]), "127.0.0.1");
