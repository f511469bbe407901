import type { ModelPage } from "../model/model-page.js";
import { blocks, claimsText, fieldList, list, sourceList } from "./markdown-parts.js";

/** The page of a model as Markdown: the same value as the HTML page, in the same order. */
export function modelMarkdown(model: ModelPage): string {
  return blocks([
    `# ${model.name}`,
    model.description,
    claimsText(model.claims).trim(),
    "## Fields",
    model.conditions.length > 0 && list(model.conditions),
    fieldList(model.fields),
    "## Used by",
    list(model.usedBy.map(({ operationId, title }) => `[${title}](../${operationId}.md)`)),
    "## Sources",
    sourceList(model.sources),
  ]);
}
