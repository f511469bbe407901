import type { ApiPage } from "../model/api-page.js";

/** A hand-written page, as far as the list needs it. */
export interface GuideLine {
  readonly title: string;
  readonly description: string | undefined;
  readonly url: string;
}

/** The list of all pages for programs that read text: https://llmstxt.org. */
export function llmsText(
  apis: readonly ApiPage[],
  guides: readonly GuideLine[],
  urlOf: (api: string, operation?: string) => string,
): string {
  const lines = [
    "# Gatehouse",
    "",
    "> Identity and access APIs, described by hand: each claim says whether the vendor documents it or we assume it.",
    "",
    "## Guides",
    "",
    ...guides.map((guide) => `- [${guide.title}](${guide.url})${guide.description ? `: ${guide.description}` : ""}`),
  ];
  for (const api of apis) {
    lines.push("", `## ${api.title} (release ${api.vendorRelease})`, "", `- [Overview](${urlOf(api.id)})`);
    for (const { operation } of api.operations) {
      const gone = operation.lifecycle?.removed ? ` Gone since release ${operation.lifecycle.removed}.` : "";
      lines.push(`- [${operation.title}](${urlOf(api.id, operation.id)}): ${operation.id}, ${operation.method} ${operation.path}.${gone}`);
    }
    for (const model of api.models)
      lines.push(`- [${model.name}](${urlOf(api.id, `models/${model.name}`)}): a model that several operations share.`);
  }
  return `${lines.join("\n")}\n`;
}
