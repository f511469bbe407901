import { join } from "node:path";
import { succeed } from "./execute.js";

/**
 * What Turborepo would run, and the hash that decides whether it has to. Nothing is run.
 *
 * @param {string} root
 * @param {readonly string[]} tasks
 * @param {Record<string, string | undefined>} [env]
 * @returns {Promise<ReadonlyMap<string, string>>} Hash by task, such as `@gatehouse/runtime#build`, of tasks that have a script.
 */
export async function taskHashes(root, tasks, env = {}) {
  const turbo = join(root, "node_modules/turbo/bin/turbo");
  const printed = await succeed(process.execPath, [turbo, "run", ...tasks, "--dry=json", "--no-daemon"], {
    cwd: root,
    env: { TURBO_TELEMETRY_DISABLED: "1", TURBO_NO_UPDATE_NOTIFIER: "1", DO_NOT_TRACK: "1", GATEHOUSE_BROWSER: undefined, ...env },
  });
  /** @type {{ tasks: readonly { taskId: string, hash: string, command: string }[] }} */
  const plan = JSON.parse(printed);
  return new Map(plan.tasks.filter((task) => task.command !== "<NONEXISTENT>").map((task) => [task.taskId, task.hash]));
}

/**
 * @param {ReadonlyMap<string, string>} before
 * @param {ReadonlyMap<string, string>} after
 * @returns {readonly string[]} Tasks that would run again, sorted.
 */
export function changedTasks(before, after) {
  return [...after]
    .filter(([task, hash]) => before.get(task) !== hash)
    .map(([task]) => task)
    .sort();
}
