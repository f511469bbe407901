import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { textsIn } from "./texts.js";

/** @typedef {import("./texts.js").Text} Text */

/** Characters that a text may have in common with another one by chance. */
export const BY_CHANCE = 40;

/** @param {string} root @returns {readonly string[]} The APIs that have both a description and a sandbox. */
export function bothSides(root) {
  return readdirSync(join(root, "specs")).filter((api) => existsSync(join(root, productOf(api))));
}

/** @param {string} api */
const productOf = (api) => `tools/sandbox/src/products/${api}`;

/**
 * Texts that the description of an API and its sandbox have in common: more than forty characters, whatever their case, quotes and line ends.
 * The two are written from two readings; a sentence in both says that one has seen the other, or that both have copied.
 *
 * Facts are no sentences: addresses, paths, ids and long names do not count, and neither do the texts that the product prints, which
 * `specs/<api>/vendor-texts.yaml` lists below the key of the source that shows them.
 *
 * @param {string} root
 * @param {string} api
 * @returns {{ readonly compared: { readonly description: number, readonly sandbox: number }, readonly findings: readonly string[] }}
 *   `compared` is how many texts there were: zero means that nothing was checked.
 */
export function sharedText(root, api) {
  const list = `specs/${api}/vendor-texts.yaml`;
  const { texts: printed, findings } = vendorTexts(root, api, list);
  const description = textsIn(root, `specs/${api}`).filter(({ file }) => file !== list);
  const sandbox = textsIn(root, productOf(api));
  /** @param {readonly Text[]} texts */
  const prose = (texts) => texts.flatMap((one) => passages(one.text, printed).map((passage) => ({ ...one, text: passage })));

  const index = indexed(prose(sandbox));
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const { text, file, line } of prose(description)) {
    for (const { common, other } of commonRuns(text, index)) {
      const where = `${other.file}:${other.line}: "${common}"`;
      if (!found.has(where)) found.set(where, `${where} – also in ${file}:${line}. ${ADVICE} ${list}`);
    }
  }
  const everything = [...description, ...sandbox].map(({ text }) => plain(text));
  const unused = printed.filter((text) => !everything.some((one) => one.includes(text)));
  return {
    compared: { description: description.length, sandbox: sandbox.length },
    findings: [...findings, ...unused.map((text) => `${list}: "${text}" – is in neither, so it need not be listed`), ...found.values()],
  };
}

const ADVICE = "Say it in your own words; if the product prints it, with its source in";

/**
 * @param {string} root
 * @param {string} api
 * @param {string} list
 * @returns {{ readonly texts: readonly string[], readonly findings: readonly string[] }}
 */
function vendorTexts(root, api, list) {
  if (!existsSync(join(root, list))) return { texts: [], findings: [] };
  const bySource = parse(readFileSync(join(root, list), "utf8")) ?? {};
  const sources = parse(readFileSync(join(root, `specs/${api}/sources.yaml`), "utf8"));
  const findings = [];
  /** @type {string[]} */
  const texts = [];
  for (const [source, printed] of Object.entries(bySource)) {
    if (!Object.hasOwn(sources, source)) findings.push(`${list}: ${source} – is no source in sources.yaml`);
    else if (!Array.isArray(printed) || !printed.every((text) => typeof text === "string"))
      findings.push(`${list}: ${source} – is no list of texts`);
    else {
      texts.push(...printed.map(plain));
      // A short one would cut up what it happens to occur in.
      const short = printed.filter((text) => plain(text).length <= BY_CHANCE);
      findings.push(...short.map((text) => `${list}: "${text}" – is so short that both may have it anyway: it need not be listed`));
    }
  }
  return { texts, findings };
}

/** @param {string} text @returns {string} In lower case, on one line, without quotes and emphasis. */
const plain = (text) =>
  text
    .replaceAll(/[`*"'“”„‘’]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toLowerCase();

/**
 * @param {string} text
 * @param {readonly string[]} printed
 * @returns {readonly string[]} What is left of a text between facts, as far as it is long enough to be looked at.
 */
function passages(text, printed) {
  let rest = plain(text);
  for (const one of printed) rest = rest.replaceAll(one, "\n");
  return rest
    .split(" ")
    .map((word) => (isFact(word) ? "\n" : word))
    .join(" ")
    .split("\n")
    .map((passage) => passage.trim())
    .filter((passage) => passage.length > BY_CHANCE);
}

/** @param {string} word @returns {boolean} Whether it is an address, a path, an id, a token or a name so long that nobody else would choose it. */
const isFact = (word) => word.length >= 25 || (word.length >= 12 && word.includes("/"));

/** @typedef {ReadonlyMap<string, readonly { readonly text: Text, readonly at: number }[]>} Index */

/** @param {readonly Text[]} texts @returns {Index} Every piece of a length that is no chance, and where it begins. */
function indexed(texts) {
  /** @type {Map<string, { text: Text, at: number }[]>} */
  const index = new Map();
  for (const text of texts) {
    for (let at = 0; at + BY_CHANCE < text.text.length; at += 1) {
      const piece = text.text.slice(at, at + BY_CHANCE + 1);
      const places = index.get(piece);
      if (places) places.push({ text, at });
      else index.set(piece, [{ text, at }]);
    }
  }
  return index;
}

/**
 * @param {string} text
 * @param {Index} index
 * @returns {readonly { readonly common: string, readonly other: Text }[]} Longest first met at each place, not the pieces of one again.
 */
function commonRuns(text, index) {
  const runs = [];
  for (let at = 0; at + BY_CHANCE < text.length; at += 1) {
    const places = index.get(text.slice(at, at + BY_CHANCE + 1)) ?? [];
    let end = at;
    for (const { text: other, at: begin } of places) {
      let length = BY_CHANCE + 1;
      while (at + length < text.length && text[at + length] === other.text[begin + length]) length += 1;
      runs.push({ common: text.slice(at, at + length).trim(), other });
      end = Math.max(end, at + length - BY_CHANCE - 1);
    }
    at = Math.max(at, end);
  }
  return runs;
}
