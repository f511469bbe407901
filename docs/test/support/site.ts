import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DefaultTreeAdapterMap, parse } from "parse5";

type Node = DefaultTreeAdapterMap["node"];
type Element = DefaultTreeAdapterMap["element"];

/** A built site, read from its folder. */
export class Site {
  /** Paths of all files, relative, with `/`. */
  readonly files: ReadonlySet<string>;
  readonly #pages = new Map<string, Page>();

  constructor(
    readonly folder: string,
    /** Path that it was built for. */
    readonly base = "/",
  ) {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    this.files = new Set(
      names.map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll("\\", "/"),
      ),
    );
  }

  get pages(): readonly Page[] {
    return [...this.files].filter((file) => file.endsWith(".html")).map((file) => this.page(file));
  }

  page(file: string): Page {
    let page = this.#pages.get(file);
    if (!page) {
      page = new Page(file, this.text(file));
      this.#pages.set(file, page);
    }
    return page;
  }

  text(file: string): string {
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** The file that an address leads to, or undefined where it leads nowhere. */
  fileOf(pathname: string): string | undefined {
    if (!pathname.startsWith(this.base)) return undefined;
    const path = decodeURIComponent(pathname.slice(this.base.length));
    if (path === "" || path.endsWith("/")) return this.files.has(`${path}index.html`) ? `${path}index.html` : undefined;
    return this.files.has(path) ? path : undefined;
  }
}

/** One HTML page. */
export class Page {
  readonly elements: readonly Element[];
  readonly ids: ReadonlySet<string>;

  constructor(
    readonly file: string,
    readonly html: string,
  ) {
    this.elements = [...elementsOf(parse(html))];
    this.ids = new Set(this.elements.flatMap((element) => attribute(element, "id") ?? []));
  }

  /** Its text without scripts and styles, with single spaces. */
  get text(): string {
    return this.html
      .replace(/<(script|style|template)[^>]*>[\s\S]*?<\/\1>/g, "")
      .replace(/<[^>]+>/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&quot;", '"')
      .replace(/&#x([0-9a-f]+);/gi, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16)))
      .replace(/&#([0-9]+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
      .replaceAll("&amp;", "&")
      .replace(/\s+/g, " ");
  }

  /** Its address on the site. */
  address(base: string): string {
    return `${base}${this.file.replace(/(^|\/)index\.html$/, "$1")}`;
  }
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** Text between an element's tags. */
export function textOf(element: Element): string {
  return element.childNodes.map((child) => ("value" in child ? child.value : "")).join("");
}

function* elementsOf(node: Node): Generator<Element> {
  if ("tagName" in node) yield node;
  if ("content" in node) yield* elementsOf(node.content);
  if ("childNodes" in node) for (const child of node.childNodes) yield* elementsOf(child);
}
