/** A hand-written page as plain Markdown: its title as heading, imports and components of MDX left out, links to pages as links to their Markdown. */
export function guideMarkdown(title: string, body: string): string {
  const text = body
    .split("\n")
    .filter((line) => !/^import\s.+from\s/.test(line) && !/^\s*<\/?[A-Z][^>]*>\s*$/.test(line))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  return `# ${title}\n\n${text}\n`;
}
