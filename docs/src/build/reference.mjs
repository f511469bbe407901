import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { samplesOf } from "@gatehouse/codegen";
import { loadDescription } from "@gatehouse/description";
import { offline, offlineScript } from "./reference-page.mjs";

const run = promisify(execFile);
const PACKAGE = dirname(createRequire(import.meta.url).resolve("@redocly/cli/package.json"));
const CLI = join(PACKAGE, "bin/cli.js");
const SCRIPT = join(PACKAGE, "lib/chunks/redoc.standalone.js");

/**
 * Redocly's one-page reference of every API, at `apis/<api>/reference/`, with our samples and one shared copy of its script.
 *
 * @param {{ readonly specs: string }} options Folder whose sub-folders are descriptions.
 * @returns {import("astro").AstroIntegration}
 */
export function reference({ specs }) {
  let base = "";
  return {
    name: "reference",
    hooks: {
      "astro:config:done": ({ config }) => {
        base = config.base.replace(/\/$/, "");
      },
      "astro:build:done": async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const apis = readdirSync(specs).filter((name) => existsSync(join(specs, name, "openapi.yaml")));
        const shared = join(dist, "_reference");
        await mkdir(shared, { recursive: true });
        await writeFile(join(shared, "redoc.js"), offlineScript(await readFile(SCRIPT, "utf8"), `${base}/_reference/maker.svg`));
        await writeFile(join(shared, "maker.svg"), MAKER);
        await copyFile(fileURLToPath(new URL("reference.css", import.meta.url)), join(shared, "reference.css"));
        await Promise.all(apis.map((api) => page({ api, specs, dist, base })));
        logger.info(`${apis.length} one-page reference${apis.length === 1 ? "" : "s"} written`);
      },
    },
  };
}

/** Says in letters who made Redoc, where its page would load a picture that says so. */
const MAKER =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 52 16" width="52" height="16"><text x="0" y="12" font-family="sans-serif" font-size="12" fill="#6f8ddb">Redocly</text></svg>\n';

/** Redoc shows only samples in languages that it is told of. */
const CONFIGURATION = JSON.stringify({
  telemetry: "off",
  openapi: {
    codeSamples: {
      languages: [
        { lang: "TypeScript", label: "TypeScript" },
        { lang: "curl", label: "curl" },
      ],
    },
  },
});

/** @param {{ readonly api: string, readonly specs: string, readonly dist: string, readonly base: string }} options */
async function page({ api, specs, dist, base }) {
  const folder = await mkdtemp(join(tmpdir(), "reference-"));
  try {
    const made = join(folder, "index.html");
    await writeFile(join(folder, "openapi.json"), JSON.stringify(await withSamples(join(specs, api))));
    await writeFile(join(folder, "redocly.yaml"), CONFIGURATION);
    await run(process.execPath, [CLI, "build-docs", "openapi.json", "--output", made], {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    });
    const target = join(dist, "apis", api, "reference");
    await mkdir(target, { recursive: true });
    await writeFile(join(target, "index.html"), offline(await readFile(made, "utf8"), { base, api }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The description in one document, with the samples where Redoc looks for them.
 *
 * @param {string} folder
 */
async function withSamples(folder) {
  const description = await loadDescription(folder);
  const samples = await samplesOf(description);
  const bundle = structuredClone(await description.bundle());
  for (const operation of description.operations) {
    const node = /** @type {any} */ (bundle).paths[operation.path][operation.method.toLowerCase()];
    node["x-codeSamples"] = samples(operation).map(({ language, title, code }) => ({
      lang: language === "curl" ? "curl" : "TypeScript",
      label: title,
      source: code,
    }));
  }
  return bundle;
}
