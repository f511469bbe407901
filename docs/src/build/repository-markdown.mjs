/**
 * Markdown that also stands in the repository, made fit for a page: the heading goes, because the page has it as its title; a README's
 * headings go down one level, below the section that it becomes; links to decisions lead to their pages, and links to other files of
 * the repository, which have no page here, become text.
 *
 * @returns {(tree: import("hast").Root, file: { readonly path?: string }) => void}
 */
export function repositoryMarkdown() {
  return (tree, file) => {
    const path = (file.path ?? "").replaceAll("\\", "/");
    const isReadme = /\/specs\/[^/]+\/README\.md$/.test(path);
    if (!isReadme && !/\/docs\/adr\/[^/]+\.md$/.test(path)) return;
    const title = tree.children.findIndex((node) => node.type === "element" && node.tagName === "h1");
    if (title >= 0) tree.children.splice(title, 1);
    visit(tree, isReadme);
  };
}

/**
 * @param {any} node
 * @param {boolean} isReadme
 */
function visit(node, isReadme) {
  if (node.type === "element") {
    if (isReadme && /^h[2-5]$/.test(node.tagName)) node.tagName = `h${Number(node.tagName[1]) + 1}`;
    if (node.tagName === "a") mend(node);
  }
  for (const child of node.children ?? []) visit(child, isReadme);
}

/** @param {any} link */
function mend(link) {
  const href = String(link.properties?.href ?? "");
  if (href === "" || /^([a-z][a-z0-9+.-]*:|#)/i.test(href)) return;
  const decision = /(?:^|\/)(\d{4}-[a-z0-9-]+)\.md(#.*)?$/.exec(href);
  const base = (process.env["GATEHOUSE_DOCS_BASE"] ?? "/").replace(/\/$/, "");
  if (decision) link.properties.href = `${base}/decisions/${decision[1]}/${decision[2] ?? ""}`;
  else {
    link.tagName = "span";
    link.properties = {};
  }
}
