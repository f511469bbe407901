import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "parse5";

/**
 * Writes into every page a policy that fits exactly that page: nothing from elsewhere, and of inline scripts those that it has, by hash.
 *
 * @returns {import("astro").AstroIntegration}
 */
export function contentSecurityPolicy() {
  return {
    name: "content-security-policy",
    hooks: {
      "astro:build:done": ({ dir, logger }) => {
        let pages = 0;
        for (const file of htmlFiles(fileURLToPath(dir))) {
          writeFileSync(file, withPolicy(readFileSync(file, "utf8")));
          pages++;
        }
        logger.info(`policy written into ${pages} pages`);
      },
    },
  };
}

/**
 * The page with its policy as the first element of its head.
 *
 * @param {string} html
 */
export function withPolicy(html) {
  const scripts = inlineScripts(parse(html)).map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
  const policy = [
    "default-src 'self'",
    // WebAssembly is what the search index is read with; it compiles code of this origin only.
    ["script-src 'self' 'wasm-unsafe-eval'", ...new Set(scripts)].join(" "),
    // Expressive Code colours code by style attributes and Redoc writes style elements while it runs: neither can be hashed beforehand.
    "style-src 'self' 'unsafe-inline'",
    // Icons of the search dialog are masks inside the style sheet.
    "img-src 'self' data:",
    // Redoc carries its two icons as a font inside its script.
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html.replace(/<head[^>]*>/, (head) => `${head}<meta http-equiv="content-security-policy" content="${policy}">`);
}

/**
 * The text of every script that is neither loaded nor data.
 *
 * @param {any} node
 * @returns {string[]}
 */
function inlineScripts(node) {
  const own =
    node.nodeName === "script" && !attribute(node, "src") && /^(|module|text\/javascript)$/.test(attribute(node, "type") ?? "")
      ? [(node.childNodes ?? []).map((/** @type {any} */ child) => child.value ?? "").join("")]
      : [];
  const children = node.content ? [node.content] : (node.childNodes ?? []);
  return [...own, ...children.flatMap(inlineScripts)];
}

/**
 * @param {any} node
 * @param {string} name
 * @returns {string | undefined}
 */
function attribute(node, name) {
  return node.attrs?.find((/** @type {any} */ one) => one.name === name)?.value;
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function htmlFiles(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".html"))
    .map((name) => join(folder, name));
}
