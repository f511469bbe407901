import { expect, test } from "vitest";
import { guideMarkdown } from "./guide-markdown.js";

const page = (body: string) => guideMarkdown({ title: "T", body, page: "guides/a", base: "/docs" }, { Cards: "- one" });

test("links to pages become links to their Markdown", () => {
  expect(page("[x](../b/) [y](../../) [z](https://a.example/)")).toBe(
    "# T\n\n[x](/docs/guides/b.md) [y](/docs/index.md) [z](https://a.example/)\n",
  );
});

test("components become their text, and imports go", () => {
  expect(page('import Cards from "./Cards.astro";\n\nBefore\n\n<Cards />\n\n<Steps />\n\nAfter')).toBe("# T\n\nBefore\n\n- one\n\nAfter\n");
});
