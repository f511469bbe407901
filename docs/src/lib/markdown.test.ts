import { describe, expect, test } from "vitest";
import { Page } from "../../test/support/site.js";
import { html, inlineHtml } from "./markdown.js";

describe("Markdown of a description cannot run anything", () => {
  test.each([
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    "[press](javascript:alert(1))",
    "[press](JaVaScRiPt:alert(1))",
    "[press](data:text/html;base64,PHNjcmlwdD4=)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "`</code><script>alert(1)</script>`",
    "| a |\n| --- |\n| <script>alert(1)</script> |",
    '[x](https://a.example "\\" onmouseover=alert(1)")',
  ])("%s", (text) => {
    for (const made of [html(text), inlineHtml(text)]) {
      for (const element of new Page("", made).elements) {
        expect(["script", "svg", "iframe", "object", "style"]).not.toContain(element.tagName);
        for (const { name, value } of element.attrs) {
          expect(name).not.toMatch(/^on/);
          expect(value).not.toMatch(/^\s*(javascript|data):/i);
        }
      }
    }
  });
});

test("what is meant is shown", () => {
  expect(html("**a** `b` [c](https://d.example)")).toBe('<p><strong>a</strong> <code>b</code> <a href="https://d.example">c</a></p>');
  expect(inlineHtml("one\ntwo `x`")).toBe("one two <code>x</code>");
});
