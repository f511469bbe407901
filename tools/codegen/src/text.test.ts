import ts from "typescript";
import { expect, test } from "vitest";
import { code, docBlock, expression, literal, propertyName, prose } from "./text.js";

const NASTY = [
  "*/ evil(); /*",
  "`$" + "{evil()}`",
  "line\nline\r\nline",
  "a\u2028evil()\u2029b",
  "quote \" and ' and \\",
  "</script><script>evil()</script>",
  "@deprecated since always",
  "{@link evil}",
  "\u202eright to left",
  "\u0000\u001b[31m",
  "__proto__",
  "\ud800 half a pair",
];

const parse = (text: string) => ts.createSourceFile("x.ts", text, ts.ScriptTarget.ES2022, true);

test.each(NASTY)("a literal of %j is that text and nothing else", (text) => {
  const { statements } = parse(`(${literal(text)});`);
  expect(statements).toHaveLength(1);
  const { expression: inner } = (statements[0] as ts.ExpressionStatement).expression as ts.ParenthesizedExpression;
  expect((inner as ts.StringLiteral).text).toBe(text);
});

test.each(NASTY)("a comment about %j ends where we end it", (text) => {
  const file = parse(`${docBlock([...prose(text), ...code(text)])}export {};`);
  expect(file.statements).toHaveLength(1);
  expect(file.statements[0]?.kind).toBe(ts.SyntaxKind.ExportDeclaration);
  // A line separator would be a line end for JavaScript, a control character would hide what a reader sees.
  for (const hidden of ["\u2028", "\u2029", "\u202e", "\u0000", "\u001b"]) expect(file.text).not.toContain(hidden);
});

test("prose brings no tag and no link of its own", () => {
  const block = docBlock(prose("Good.\n@deprecated really\n\nSee {@link evil} or mail a@b.example"));
  const file = parse(`${block}export interface X {}`);
  const tags = ts.getJSDocTags(file.statements[0] as ts.Statement);
  expect(tags).toEqual([]);
  expect(block).toContain("a@b.example");
});

test("an example cannot leave its fence", () => {
  expect(docBlock(code('const a = "```";')).match(/```/g)).toHaveLength(2);
});

test("__proto__ as a key is data, not a prototype", () => {
  expect(propertyName("__proto__")).toBe('["__proto__"]');
  const value = JSON.parse('{"__proto__": {"a": 1}, "in-valid": null, "x": ["y"]}');
  expect(expression(value)).toBe('{ ["__proto__"]: { a: 1 }, "in-valid": null, x: ["y"] }');
});

test("paragraphs and lists of a description survive, lines of one paragraph are joined", () => {
  expect(prose("One\ntwo.\n\n- a\n- b\n\n| x | y |\n| --- | --- |\n")).toEqual([
    "One two.",
    "",
    "- a",
    "- b",
    "",
    "| x | y |",
    "| --- | --- |",
  ]);
});

test("long prose is wrapped, and no wrapped row starts what looks like a list or a tag", () => {
  const rows = docBlock(prose(`${"word ".repeat(26)}- more ${"word ".repeat(26)}`))
    .split("\n")
    .slice(1, -2);
  expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(140);
  expect(rows.length).toBeGreaterThan(1);
  for (const row of rows) expect(row).not.toMatch(/^ \* -/);
});
