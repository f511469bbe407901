import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { specFolder } from "./spec-folder.js";

const BIN = fileURLToPath(new URL("../../contract/bin/gatehouse-contract.js", import.meta.url));

/** How a process ended, and what it said on either stream. */
export interface Checked {
  readonly exit: number;
  readonly output: string;
}

/** The contract checks of an API as a person runs them, against a server; with `only`, the cases of that operation. */
export function checkOverHttp(api: string, target: string, only?: string): Promise<Checked> {
  const args = [BIN, "run", specFolder(api), "--target", target, ...(only ? ["--only", `${only}/`] : [])];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env: { ...process.env, CI: "true" } }, (error, stdout, stderr) =>
      resolve({ exit: typeof error?.code === "number" ? error.code : error ? -1 : 0, output: stdout + stderr }),
    );
  });
}
