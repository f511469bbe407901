// Generates the client of one description into a folder, and prints what it took. A process of its own, because peak memory is of a process.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateApi } from "@gatehouse/codegen";
import { loadDescription } from "@gatehouse/description";

/** @typedef {{ seconds: number, peakMegabytes: number, renamed: readonly string[], unsupported: readonly string[] }} Generation */

const [file = "", folder = ""] = process.argv.slice(2);
const began = performance.now();
const { files, renamed, unsupported } = await generateApi(await loadDescription(file));
await mkdir(folder, { recursive: true });
for (const [name, content] of files) await writeFile(join(folder, name), content);
const seconds = (performance.now() - began) / 1000;
// Kilobytes on every system that Node runs on.
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ seconds, peakMegabytes, renamed, unsupported }));
