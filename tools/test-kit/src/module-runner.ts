import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath, pathToFileURL } from "node:url";

/** What a module is run with. */
export interface ModuleTask {
  /** Address of the module; each runs once. */
  readonly file: string;
  /** Its whole environment, but for PATH. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What came of it: an exit code, and what it printed. */
export interface ModuleRun {
  readonly code: number;
  readonly output: string;
}

/**
 * Runs modules with plain Node, one after the other in one process: a process for each would take longer to start than all of them run.
 *
 * @param folder Where relative paths of the modules begin.
 */
export class ModuleRunner {
  #process: ChildProcess | undefined;

  constructor(private readonly folder: string) {}

  run(file: string, environment: ModuleTask["environment"]): Promise<ModuleRun> {
    this.#process ??= fork(fileURLToPath(new URL("./run-modules.js", import.meta.url)), {
      cwd: this.folder,
      execArgv: [],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    const child = this.#process;
    return new Promise((resolve) => {
      const ended = (code: number | null) => {
        this.#process = undefined;
        resolve({ code: code || -1, output: `${file} ended the process with ${code}` });
      };
      child.once("exit", ended);
      child.once("message", (run: ModuleRun) => {
        child.off("exit", ended);
        resolve(run);
      });
      child.send({ file: pathToFileURL(file).href, environment } satisfies ModuleTask);
    });
  }

  close(): void {
    this.#process?.disconnect();
    this.#process = undefined;
  }
}
