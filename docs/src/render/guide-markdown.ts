/**
 * A hand-written page as plain Markdown: its title as heading, components as the text they stand for, links to pages as links to the
 * Markdown of those pages.
 *
 * @param page Address of the HTML page below the base: `guides/client`, `index`.
 * @param components What stands for a component, by its name; one that has nothing to say to a reader of text is left out.
 */
export function guideMarkdown(
  { title, body, page, base }: { readonly title: string; readonly body: string; readonly page: string; readonly base: string },
  components: Readonly<Record<string, string>>,
): string {
  const address = `http://portal.invalid/${page === "index" ? "" : `${page}/`}`;
  const text = body
    .replace(/^import\s.+from\s.+$/gm, "")
    .replace(/^<([A-Z]\w*)\s*\/>$/gm, (_, name: string) => components[name] ?? "")
    .replace(/\]\((\.{1,2}\/[^)\s]*)\)/g, (_, href: string) => `](${base}${markdownOf(new URL(href, address).pathname)})`)
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return `# ${title}\n\n${text}\n`;
}

/** `/guides/client/` → `/guides/client.md`. */
function markdownOf(pathname: string): string {
  if (pathname === "/") return "/index.md";
  return pathname.endsWith("/") ? `${pathname.slice(0, -1)}.md` : pathname;
}
