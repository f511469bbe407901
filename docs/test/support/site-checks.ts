import { createHash } from "node:crypto";
import { attribute, type Site, textOf } from "./site.js";

/** Links of pages and Markdown files that lead to nothing, each `from → to`. */
export function brokenLinks(site: Site): string[] {
  const broken: string[] = [];
  const check = (from: string, address: string, href: string) => {
    const url = new URL(href, `http://site.invalid${address}`);
    if (url.host !== "site.invalid") return;
    const file = site.fileOf(url.pathname);
    const anchor = decodeURIComponent(url.hash.slice(1));
    // Redoc makes its sections while it runs.
    const isRedoc = file?.endsWith("/reference/index.html");
    if (!file) broken.push(`${from} → ${href}`);
    else if (anchor && !isRedoc && file.endsWith(".html") && !site.page(file).ids.has(anchor)) broken.push(`${from} → ${href}`);
  };
  for (const page of site.pages) {
    for (const element of page.elements) {
      const href = element.tagName === "a" ? attribute(element, "href") : undefined;
      if (href) check(page.file, page.address(site.base), href);
    }
  }
  for (const file of site.files) {
    if (!/\.(md|txt)$/.test(file)) continue;
    const text = site
      .text(file)
      .replace(/^(`{3,})[\s\S]*?^\1/gm, "")
      .replace(/(`+)[\s\S]*?\1/g, "");
    for (const [, href = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) check(file, `${site.base}${file}`, href);
  }
  return broken;
}

/** Resources that a page loads by itself from elsewhere, each `page: address`. */
export function foreignResources(site: Site): string[] {
  const found: string[] = [];
  const isForeign = (address: string) => /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(address.trim());
  for (const page of site.pages) {
    for (const element of page.elements) {
      for (const name of ["src", "srcset", "data", "poster", "action", "formaction", "xlink:href"]) {
        const value = attribute(element, name);
        if (value !== undefined && isForeign(value)) found.push(`${page.file}: ${value}`);
      }
      const href = attribute(element, "href");
      if (["link", "base", "use", "image"].includes(element.tagName) && href !== undefined && isForeign(href))
        found.push(`${page.file}: ${href}`);
      if (element.tagName === "meta" && attribute(element, "http-equiv")?.toLowerCase() === "refresh") found.push(`${page.file}: refresh`);
    }
    for (const match of page.html.matchAll(/(?:@import|url\()\s*["']?((?:https?:)?\/\/[^"')\s]+)/g))
      found.push(`${page.file}: ${match[1]}`);
  }
  for (const file of site.files) {
    if (!file.endsWith(".css")) continue;
    for (const match of site.text(file).matchAll(/(?:@import|url\()\s*["']?((?:https?:)?\/\/[^"')\s]+)/g))
      found.push(`${file}: ${match[1]}`);
  }
  return found;
}

/** Inline scripts that the policy of their page does not allow, and pages whose policy does not come before everything that it rules. */
export function policyGaps(site: Site): string[] {
  const gaps: string[] = [];
  for (const page of site.pages) {
    const policy = /<head[^>]*><meta http-equiv="content-security-policy" content="([^"]+)">/.exec(page.html)?.[1];
    if (!policy) {
      gaps.push(`${page.file}: no policy at the start of the head`);
      continue;
    }
    if (!policy.startsWith("default-src 'self';") || /script-src[^;]*'unsafe/.test(policy)) gaps.push(`${page.file}: ${policy}`);
    for (const element of page.elements) {
      const handler = element.attrs.find(({ name }) => name.startsWith("on"));
      if (handler) gaps.push(`${page.file}: ${handler.name}`);
      if (element.tagName !== "script" || attribute(element, "src") !== undefined) continue;
      if (!/^(|module|text\/javascript)$/.test(attribute(element, "type") ?? "")) continue;
      const hash = createHash("sha256").update(textOf(element)).digest("base64");
      if (!policy.includes(`'sha256-${hash}'`)) gaps.push(`${page.file}: a script without its hash`);
    }
  }
  return gaps;
}
