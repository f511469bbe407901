/**
 * Links of Markdown files that also stand in the repository: a link to a decision leads to its page, a link to any other file of the
 * repository has no page here and becomes text.
 *
 * @returns {(tree: import("hast").Root) => void}
 */
export function linksOfFiles() {
  return (tree) => visit(tree);
}

/** @param {any} node */
function visit(node) {
  if (node.type === "element" && node.tagName === "a") mend(node);
  for (const child of node.children ?? []) visit(child);
}

/** @param {any} link */
function mend(link) {
  const href = String(link.properties?.href ?? "");
  if (href === "" || /^([a-z][a-z0-9+.-]*:|#|\/)/i.test(href)) return;
  const decision = /(?:^|\/)(\d{4}-[a-z0-9-]+)\.md(#.*)?$/.exec(href);
  const base = (process.env["GATEHOUSE_DOCS_BASE"] ?? "/").replace(/\/$/, "");
  if (decision) link.properties.href = `${base}/decisions/${decision[1]}/${decision[2] ?? ""}`;
  else if (!href.endsWith("/") && !href.includes("/#")) {
    link.tagName = "span";
    link.properties = {};
  }
}
