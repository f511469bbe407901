import { join } from "node:path";
import { execute, type Outcome } from "./execute.js";

/**
 * Looks for what is dead in a copy of the repository, with the program of an installed one. An entry of knip.json that nothing needs any more is an
 * error as well.
 */
export const knip = (installed: string, copy = installed): Promise<Outcome> =>
  execute(process.execPath, [join(installed, "node_modules/knip/bin/knip.js"), "--treat-config-hints-as-errors", "--no-progress"], {
    cwd: copy,
  });
