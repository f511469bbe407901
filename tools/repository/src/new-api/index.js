import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { execute } from "../execute.js";
import { FOLDERS } from "./folders.js";
import { nameProblem } from "./names.js";
import { writeApi } from "./write.js";

const USAGE = "npm run new-api -- <name>, such as npm run new-api -- acme-doors";

/**
 * Adds an API: three folders from templates, and their workspaces in the lock file. Nothing is left behind of what does not succeed.
 *
 * @param {string} root
 * @param {readonly string[]} args
 * @returns {Promise<number>} 0; 2 where the name or the state of the repository does not allow it; 1 where npm fails.
 */
export async function newApi(root, [name = "", ...more]) {
  if (name === "" || name.startsWith("-") || more.length > 0) return refuse(`one name is needed: ${USAGE}`);
  const problem = (await nameProblem(root, name)) ?? (await lockProblem(root));
  if (problem) return refuse(`no API "${name}": ${problem}`);

  const folders = FOLDERS.map((folder) => join(folder, name));
  const results = join(root, "tools/repository/.results");
  await mkdir(results, { recursive: true });
  const temporary = await mkdtemp(join(results, "new-api-"));
  const lock = join(root, "package-lock.json");
  const before = await readFile(lock);
  // A terminal's Ctrl-C reaches npm too: its failure is what puts everything back.
  const stay = () => {};
  process.on("SIGINT", stay);
  let done = false;
  try {
    await writeApi({ root, name, into: temporary });
    for (const folder of folders) await rename(join(temporary, folder), join(root, folder));
    const npm = await execute("npm", ["install", "--package-lock-only", "--ignore-scripts", "--no-audit", "--no-fund", "--offline"], {
      cwd: root,
    });
    done = npm.code === 0;
    if (!done) process.stderr.write(`${npm.stdout}${npm.stderr}npm could not add it to package-lock.json; nothing has been changed\n`);
  } finally {
    if (!done) {
      for (const folder of folders) await rm(join(root, folder), { recursive: true, force: true });
      await writeFile(lock, before);
    }
    await rm(temporary, { recursive: true, force: true });
    process.off("SIGINT", stay);
  }
  if (!done) return 1;
  const lines = [...folders, "package-lock.json"].map((path) => `  ${path}`);
  process.stdout.write(
    `${["written:", ...lines, "next: npm ci && npm test, then docs/src/content/docs/guides/add-an-api.md from its first section"].join("\n")}\n`,
  );
  return 0;
}

/** @param {string} message */
function refuse(message) {
  process.stderr.write(`${message}\n`);
  return 2;
}

/**
 * What is already changed in the lock file could not be told from what is added to it.
 *
 * @param {string} root
 */
async function lockProblem(root) {
  const { code, stdout } = await execute("git", ["status", "--porcelain", "--", "package-lock.json"], { cwd: root });
  if (code !== 0) return "git cannot tell whether package-lock.json is as committed";
  return stdout === "" ? undefined : "package-lock.json has changes that are not committed – commit them or take them back first";
}
