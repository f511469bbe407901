import { appendFile, cp, mkdtemp, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { succeed } from "./execute.js";

/**
 * A copy of the repository that a test may change: the files that git knows or would take, as they stand now, in a git repository of their
 * own, with the same node_modules.
 *
 * @param {string} root
 * @returns {Promise<string>} Its folder, somewhere in the temporary folder.
 */
export async function copyRepository(root) {
  const copy = await mkdtemp(join(tmpdir(), "gatehouse-"));
  const listed = await succeed("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"], { cwd: root });
  const files = listed.split("\0").filter(Boolean);
  await Promise.all(
    files.map((file) =>
      cp(join(root, file), join(copy, file), { verbatimSymlinks: true }).catch((error) => {
        // Deleted, but not from the index yet.
        if (error.code !== "ENOENT") throw error;
      }),
    ),
  );
  await symlink(join(root, "node_modules"), join(copy, "node_modules"));
  const git = [
    "-c",
    "user.name=Test",
    "-c",
    "user.email=test@example.invalid",
    "-c",
    "commit.gpgsign=false",
    "-c",
    "core.hooksPath=/dev/null",
  ];
  await succeed("git", ["init", "--quiet", "--initial-branch=main"], { cwd: copy });
  // As a link it is not the folder that .gitignore means.
  await appendFile(join(copy, ".git/info/exclude"), "/node_modules\n");
  await succeed("git", ["add", "--all"], { cwd: copy });
  await succeed("git", [...git, "commit", "--quiet", "--message=Copy"], { cwd: copy });
  return copy;
}
