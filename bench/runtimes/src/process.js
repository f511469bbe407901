// The entry in runtimes that start with a command line: Node, Bun, Deno.
import process from "node:process";
import { errand } from "./errand.js";

await errand(process.argv[2] ?? "");
