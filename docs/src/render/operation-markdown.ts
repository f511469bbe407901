import { LEVELS } from "@gatehouse/description";
import type { ClaimView } from "../model/claims.js";
import type { Field } from "../model/fields.js";
import type { OperationPage } from "../model/operation-page.js";
import type { Related } from "../model/related.js";
import type { MediaSection, ResponseSection } from "../model/responses.js";
import { fieldNotes } from "./field-notes.js";
import { aboutText } from "./levels.js";

/** The page of an operation as Markdown: the same value as the HTML page, in the same order. */
export function operationMarkdown(page: OperationPage): string {
  const { operation, evidence, access, retry, laws, samples, links } = page;
  const counts = LEVELS.filter((level) => evidence.counts[level] > 0).map((level) => `${evidence.counts[level]} ${level}`);
  return join([
    `# ${operation.title}`,
    `\`${operation.method} ${operation.path}\``,
    lifecycleText(page),
    operation.description,
    `## What is certain here`,
    `${counts.join(", ") || "No"} claims.`,
    evidence.inferred.length > 0 &&
      `Not the vendor's word:\n\n${list(evidence.inferred.map(({ where, claim }) => `${where} – ${claimText(claim)}`))}`,
    `## At a glance`,
    list([
      `Who may call it: ${access.sentences.join(" ")}${claimsText(access.claims)}`,
      `Sending it twice: **${retry.rule}**. ${retry.sentence}${retry.byMethod ? "" : claimsText(retry.claims)}`,
      `Release: ${operation.vendorRelease}${operation.lifecycle ? `; ${operation.lifecycle.text}` : ""}${claimsText(operation.claims)}`,
      `Name: \`${operation.id}\`${operation.vendorId ? `; the vendor's own: \`${operation.vendorId}\`` : ""}${operation.server ? `; on the server \`${operation.server}\`` : ""}`,
    ]),
    laws.laws.length > 0 && `### Rules that no schema can say\n\n${list(laws.laws.map((law) => law.sentence))}${claimsText(laws.claims)}`,
    samples.length > 0 && `## Call it`,
    ...samples.map((sample) => `${sample.title}\n\n${fenced(sample.code, sample.language === "curl" ? "sh" : "ts")}`),
    ...requestText(page),
    `## Answer`,
    ...page.responses.filter((one) => one.outcome === "success").map(responseText),
    page.responses.some((one) => one.outcome === "error") && `## Errors`,
    ...page.responses.filter((one) => one.outcome === "error").map(responseText),
    links.before.length + links.next.length + links.sameResource.length > 0 && `## Around it`,
    relatedText("What it needs comes from", links.before),
    relatedText("What it answers leads to", links.next),
    relatedText("On the same resource", links.sameResource),
  ]);
}

function lifecycleText({ operation }: OperationPage): string | undefined {
  const { lifecycle, deprecated } = operation;
  if (lifecycle?.removed) return `**Gone since release ${lifecycle.removed}.** This page describes ${operation.vendorRelease}.`;
  if (!deprecated) return undefined;
  return `**Deprecated${lifecycle?.deprecated ? ` since release ${lifecycle.deprecated}` : ""}.** Build nothing new on it.`;
}

function requestText({ inputs }: OperationPage): (string | undefined)[] {
  const { body } = inputs;
  const nothing = inputs.path.length + inputs.query.length + inputs.headers.length === 0 && !body;
  return [
    `## Request`,
    nothing ? "Nothing but the address and the credential." : undefined,
    fieldsText("### Path", inputs.path),
    fieldsText("### Query", inputs.query),
    fieldsText("### Headers", inputs.headers),
    body &&
      join([
        `### Body${body.required ? "" : " (may be left out)"}`,
        body.description,
        claimsText(body.claims).trim(),
        ...body.media.map(mediaText),
      ]),
  ];
}

function responseText(response: ResponseSection): string {
  const { status, phrase, lifecycle, unreached } = response;
  return join([
    `### ${[status, phrase].filter(Boolean).join(" ")}${lifecycle ? ` (${lifecycle.text})` : ""}`,
    `${response.description.trim()}${claimsText(response.claims)}`,
    unreached && `Not reached by our checks (\`${unreached.reason}\`): ${unreached.note}`,
    fieldsText("Headers:", response.headers),
    response.media.length === 0 && response.outcome === "success" ? "The answer has no body." : undefined,
    ...response.media.map(mediaText),
  ]);
}

function mediaText(media: MediaSection): string {
  const at = media.fieldsAt ? ` – its fields stand at ${media.fieldsAt.replace("answer-", "answer ")}` : "";
  return join([
    `\`${media.type}\`: ${media.model}${at}`,
    media.fields.length > 0 && list(media.fields.map(fieldText)),
    ...media.examples.map((example) => {
      const title = [`Example`, example.name !== "default" && `: ${example.name}`, example.summary && ` – ${example.summary}`];
      return `${title.filter(Boolean).join("")}\n\n${fenced(JSON.stringify(example.value), "json")}`;
    }),
  ]);
}

function fieldsText(heading: string, fields: readonly Field[]): string | undefined {
  return fields.length === 0 ? undefined : `${heading}\n\n${list(fields.map(fieldText))}`;
}

function fieldText(field: Field): string {
  const presence = field.presence === "optional" ? "" : `, ${field.presence}`;
  const said = [field.description && oneLine(field.description), ...fieldNotes(field)].filter(Boolean).join(" ");
  return `\`${field.path}\` (${field.type}${presence})${said ? ` – ${said}` : ""}${claimsText(field.claims)}`;
}

function claimsText(claims: readonly ClaimView[]): string {
  return claims.length === 0 ? "" : ` [${claims.map(claimText).join("; ")}]`;
}

function claimText({ level, about, note, source }: ClaimView): string {
  const place = source && `${source.key}${source.place ? ` ${source.place}` : ""}`;
  return [level, about.length > 0 && ` (${aboutText(about)})`, source && `: [${place}](${source.url})`, note && `: ${oneLine(note)}`]
    .filter(Boolean)
    .join("");
}

function relatedText(heading: string, related: readonly Related[]): string | undefined {
  if (related.length === 0) return undefined;
  return `### ${heading}\n\n${list(related.map((one) => `[${one.title}](${one.operationId}.md) \`${one.operationId}\`${one.why ? ` – ${one.why}` : ""}`))}`;
}

function list(items: readonly string[]): string {
  return items.map((item) => `- ${oneLine(item)}`).join("\n");
}

function fenced(text: string, language: string): string {
  const fence = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)));
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ");
}

function join(parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== false && part !== "").join("\n\n");
}
