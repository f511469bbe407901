#!/usr/bin/env node
// The root's npm scripts. Plain JavaScript without dependencies: it runs before anything is built.
import { run } from "../src/run.js";

process.exitCode = await run(process.argv.slice(2));
