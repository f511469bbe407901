import type { ClaimView, SourceLink } from "../model/claims.js";
import type { Field } from "../model/fields.js";
import { commonClaims, isCommon } from "./common-claims.js";
import { fieldNotes, formText } from "./field-notes.js";
import { aboutText } from "./levels.js";

/** Parts of Markdown pages, each the counterpart of a component of the HTML pages. */

/** Paragraphs and blocks with an empty line between; what is not there leaves no gap. */
export function blocks(parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== "").join("\n\n");
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${oneLine(item)}`).join("\n");
}

export function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ");
}

/** A code block whose fence no line of the code can end. */
export function fenced(text: string, language: string): string {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** The rows of a table, with what most of them share said once. */
export function fieldList(fields: readonly Field[]): string {
  const common = commonClaims(fields);
  return blocks([
    common.length > 0 && `Where a row says no more: ${common.map(claimText).join("; ")}.`,
    fields.length > 0 && list(fields.map((field) => fieldText(field, common))),
  ]);
}

function fieldText(field: Field, common: readonly ClaimView[]): string {
  if (field.form) return `**${formText(field)}**${field.description ? ` – ${oneLine(field.description)}` : ""}`;
  const presence = field.presence === "optional" ? "" : `, ${field.presence}`;
  const said = [field.description && oneLine(field.description), ...fieldNotes(field)].filter(Boolean).join(" ");
  const claims = field.claims.every((claim) => isCommon(claim, common)) ? "" : claimsText(field.claims, common);
  return `\`${field.path}\` (${field.type}${presence})${said ? ` – ${said}` : ""}${claims}`;
}

/** ` [documented: S36; assumed: …]`. */
export function claimsText(claims: readonly ClaimView[], common: readonly ClaimView[] = []): string {
  const texts = claims.map((claim) => (isCommon(claim, common) ? claim.level : claimText(claim)));
  return texts.length === 0 ? "" : ` [${texts.join("; ")}]`;
}

export function claimText({ level, about, note, source }: ClaimView): string {
  const said = [source && `${source.key}${source.place ? ` ${source.place}` : ""}`, note && oneLine(note)].filter(Boolean).join(" – ");
  return `${level}${about.length > 0 ? ` (${aboutText(about)})` : ""}${said ? `: ${said}` : ""}`;
}

export function sourceList(sources: readonly SourceLink[]): string {
  return list(sources.map(({ key, title, url }) => `${key}: [${title}](${url})`));
}
