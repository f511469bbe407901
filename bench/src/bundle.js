import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * A module and all it needs as one, the way an application's bundler would make it.
 *
 * @param {string} contents
 * @param {{ readonly minify?: boolean }} [options]
 * @returns {Promise<string>}
 */
export async function bundle(contents, { minify = false } = {}) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) },
    bundle: true,
    minify,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return /** @type {{ text: string }} */ (outputFiles[0]).text;
}
