import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";
import { isNode, isScalar, LineCounter, parseAllDocuments, visit } from "yaml";

/**
 * @typedef {object} Text What somebody has written, and where.
 * @property {string} text
 * @property {string} file
 * @property {number} line
 */

/** @type {Readonly<Record<string, (source: string) => readonly Omit<Text, "file">[]>>} */
const READERS = { ".yaml": yamlTexts, ".md": markdownTexts, ".ts": codeTexts };

/**
 * Every text in a folder: keys, values and comments of YAML, paragraphs of Markdown, string literals and comments of TypeScript.
 *
 * @param {string} root
 * @param {string} folder Relative to the root; so are the files of the texts.
 * @returns {readonly Text[]}
 */
export function textsIn(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const file = relative(root, path);
    const read = READERS[/\.\w+$/.exec(entry.name)?.[0] ?? ""];
    // What is built from them, and whatever npm or a task has put there, nobody has written.
    if (!entry.isFile() || !read || /\/(node_modules|dist|generated|\.\w+)\//.test(`/${file}`)) return [];
    return read(readFileSync(path, "utf8")).map((text) => ({ ...text, file }));
  });
}

/** @param {string} source */
function yamlTexts(source) {
  const lines = new LineCounter();
  /** @type {Omit<Text, "file">[]} */
  const texts = [];
  /** @param {unknown} text @param {number} at */
  const add = (text, at) => typeof text === "string" && texts.push({ text, line: lines.linePos(at).line });
  for (const document of parseAllDocuments(source, { lineCounter: lines })) {
    add(document.commentBefore, 0);
    add(document.comment, source.length);
    visit(document, (_, node) => {
      if (!isNode(node)) return;
      const at = node.range?.[0] ?? 0;
      add(node.commentBefore, at);
      add(node.comment, at);
      if (isScalar(node)) add(node.value, at);
    });
  }
  return texts;
}

/** @param {string} source */
function markdownTexts(source) {
  let line = 1;
  return source.split(/(\n\s*\n)/).flatMap((text) => {
    const at = line;
    line += text.split("\n").length - 1;
    return text.trim() === "" ? [] : [{ text, line: at }];
  });
}

/** @param {string} source */
function codeTexts(source) {
  const file = ts.createSourceFile("file.ts", source, ts.ScriptTarget.Latest, true);
  /** @param {number} at */
  const lineOf = (at) => file.getLineAndCharacterOfPosition(at).line + 1;
  /** @type {Omit<Text, "file">[]} */
  const texts = [];
  /** @type {Map<number, ts.CommentRange>} */
  const comments = new Map();
  /** @param {ts.Node} node */
  const look = (node) => {
    for (const ranges of [ts.getLeadingCommentRanges(source, node.pos), ts.getTrailingCommentRanges(source, node.end)])
      for (const range of ranges ?? []) comments.set(range.pos, range);
    const text = literal(node);
    if (text !== undefined) texts.push({ text, line: lineOf(node.getStart(file)) });
    else ts.forEachChild(node, look);
  };
  look(file);
  return [...texts, ...commentTexts(source, [...comments.values()], lineOf)];
}

/**
 * @param {ts.Node} node
 * @returns {string | undefined} The text of a literal, of a part of a template, or of literals that are put together.
 */
function literal(node) {
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) return node.text;
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [literal(node.left), literal(node.right)];
  return left === undefined || right === undefined ? undefined : left + right;
}

/**
 * Comments; those of a line that follow each other are one.
 *
 * @param {string} source
 * @param {readonly ts.CommentRange[]} ranges
 * @param {(at: number) => number} lineOf
 */
function commentTexts(source, ranges, lineOf) {
  /** @type {(Omit<Text, "file"> & { last: number })[]} */
  const texts = [];
  for (const { pos, end, kind } of [...ranges].sort((one, other) => one.pos - other.pos)) {
    const text = source.slice(pos, end).replaceAll(/^\s*(\/\*\*?|\/\/|\*\/?)|\*\/$/gm, " ");
    const before = texts.at(-1);
    const follows = kind === ts.SyntaxKind.SingleLineCommentTrivia && before?.last === lineOf(pos) - 1;
    if (before && follows) {
      before.text += text;
      before.last = lineOf(pos);
    } else texts.push({ text, line: lineOf(pos), last: lineOf(end) });
  }
  return texts.map(({ text, line }) => ({ text, line }));
}
