import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

/**
 * Markdown of a description as HTML. Descriptions are untrusted: HTML in them is shown as text, and links to anything but
 * http, https and mail lose their address (micromark's defaults).
 */
export function html(markdown: string): string {
  return micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
}

/** One line of Markdown, without the paragraph around it. */
export function inlineHtml(markdown: string): string {
  return html(markdown.replaceAll(/\s*\n\s*/g, " ")).replace(/^<p>([\s\S]*)<\/p>$/, "$1");
}
