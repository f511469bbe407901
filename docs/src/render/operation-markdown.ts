import { LEVELS } from "@gatehouse/description";
import type { OperationPage } from "../model/operation-page.js";
import type { Related } from "../model/related.js";
import type { Example, MediaSection, ResponseSection } from "../model/responses.js";
import { errorBodies } from "./error-bodies.js";
import { aboutText } from "./levels.js";
import { blocks, claimsText, fenced, fieldList, list, oneLine, sourceList } from "./markdown-parts.js";
import { OR_NOTHING } from "./or-nothing.js";
import { SAME_FIELDS } from "./same-fields.js";

/** The page of an operation as Markdown: the same value as the HTML page, in the same order. */
export function operationMarkdown(page: OperationPage): string {
  const { operation, responses, samples, evidence } = page;
  const errors = responses.filter((one) => one.outcome === "error");
  return blocks([
    `# ${operation.title}`,
    `\`${operation.method} ${operation.path}\``,
    lifecycleText(page),
    operation.description?.trim(),
    certaintyText(page),
    glanceText(page),
    lawsText(page),
    samples.length > 0 && "## Call it",
    samples.length > 0 && "Address and secrets come from the environment.",
    ...samples.map((sample) => `${sample.title}:\n\n${fenced(sample.code, sample.language === "curl" ? "sh" : "ts")}`),
    requestText(page),
    "## Answer",
    ...responses.filter((one) => one.outcome === "success").map(answerText),
    errors.length > 0 && errorsText(errors),
    linksText(page),
    "## Sources",
    sourceList(evidence.sources),
  ]);
}

function lifecycleText({ operation }: OperationPage): string | undefined {
  const { lifecycle, deprecated } = operation;
  if (lifecycle?.removed) return `**Gone since release ${lifecycle.removed}.** This page describes ${operation.vendorRelease}.`;
  if (!deprecated) return undefined;
  return `**Deprecated${lifecycle?.deprecated ? ` since release ${lifecycle.deprecated}` : ""}.** Build nothing new on it.`;
}

function certaintyText({ evidence }: OperationPage): string {
  const counts = LEVELS.filter((level) => evidence.counts[level] > 0).map((level) => `${evidence.counts[level]} ${level}`);
  const inferred = evidence.inferred.map(({ where, claim }) => {
    const about = claim.about.length > 0 ? ` (${aboutText(claim.about)})` : "";
    return `${claim.level}: ${where}${about}${claim.note ? ` – ${oneLine(claim.note)}` : ""}`;
  });
  return blocks([
    "## What is certain here",
    `${counts.join(", ")}; ${evidence.total} claims.`,
    inferred.length > 0 ? `Our conclusions, not the vendor's word:\n\n${list(inferred)}` : "Nothing here is our assumption.",
  ]);
}

function glanceText({ operation, access, retry }: OperationPage): string {
  const names = [
    `\`${operation.id}\` in our clients`,
    operation.vendorId && `, \`${operation.vendorId}\` at the vendor`,
    operation.server && `; on the server \`${operation.server}\``,
  ];
  return blocks([
    "## At a glance",
    list([
      `Who may call it: ${access.sentences.join(" ")}${claimsText(access.claims)}`,
      `Sending it twice: **${retry.rule}**: ${retry.sentence}${retry.byMethod ? " It follows from the method." : claimsText(retry.claims)}`,
      `The operation itself: as of release ${operation.vendorRelease}${operation.lifecycle ? `; ${operation.lifecycle.text}` : ""}.${claimsText(operation.claims)}`,
      `Names: ${names.filter(Boolean).join("")}.`,
    ]),
  ]);
}

function lawsText({ laws }: OperationPage): string | undefined {
  if (laws.length === 0) return undefined;
  return blocks(["### Rules that no schema can say", list(laws.map((law) => `${law.sentence}${claimsText(law.claims)}`))]);
}

function requestText({ inputs }: OperationPage): string {
  const { body } = inputs;
  const tables = [
    ["### Path", inputs.path],
    ["### Query", inputs.query],
    ["### Headers", inputs.headers],
  ] as const;
  const filled = tables.filter(([, fields]) => fields.length > 0);
  return blocks([
    "## Request",
    filled.length === 0 && !body && "Nothing but the address and the credential.",
    ...filled.map(([heading, fields]) => `${heading}\n\n${fieldList(fields)}`),
    body && "### Body",
    body && !body.required && "It may be left out.",
    body?.description?.trim(),
    body && claimsText(body.claims).trim(),
    ...(body?.media.map(mediaText) ?? []),
  ]);
}

function answerText(response: ResponseSection): string {
  return blocks([
    `### ${[response.status, response.phrase].filter(Boolean).join(" ")}`,
    `${response.description.trim()}${claimsText(response.claims)}`,
    unreachedText(response),
    response.headers.length > 0 && `Headers:\n\n${fieldList(response.headers)}`,
    ...response.media.map(mediaText),
    response.mayBeEmpty && OR_NOTHING,
  ]);
}

function unreachedText({ unreached }: Pick<ResponseSection, "unreached">): string | undefined {
  return unreached && `Our checks do not reach it (\`${unreached.reason}\`): ${oneLine(unreached.note)}`;
}

function mediaText(media: MediaSection): string {
  return blocks([
    `**${media.model}** as \`${media.type}\``,
    media.conditions.length > 0 && list(media.conditions),
    media.repeats ? SAME_FIELDS : fieldList(media.fields),
    ...media.examples.map(exampleText),
  ]);
}

function exampleText({ name, summary, value }: Example): string {
  const title = summary ?? (name === "default" ? "" : name);
  return `Example${title && `: ${title}`}\n\n${fenced(JSON.stringify(value), "json")}`;
}

function errorsText(errors: readonly ResponseSection[]): string {
  return blocks([
    "## Errors",
    list(errors.map(errorText)),
    ...errors.filter((one) => one.headers.length > 0).map((one) => `### Headers of ${one.status}\n\n${fieldList(one.headers)}`),
    ...errorBodies(errors).map(
      (body) => `### Body of ${body.statuses.join(", ")}: ${body.model}\n\nas \`${body.type}\`\n\n${fieldList(body.fields)}`,
    ),
  ]);
}

function errorText({ status, phrase, lifecycle, description, claims, unreached, media }: ResponseSection): string {
  const examples = media.flatMap((one) => one.examples.map((example) => `Example: \`${JSON.stringify(example.value)}\`.`));
  return [
    `**${[status, phrase].filter(Boolean).join(" ")}**${lifecycle ? ` (${lifecycle.text})` : ""}: ${oneLine(description)}${claimsText(claims)}`,
    unreachedText({ unreached }),
    ...examples,
  ]
    .filter(Boolean)
    .join(" ");
}

function linksText({ links }: OperationPage): string | undefined {
  if (links.before.length + links.next.length + links.sameResource.length === 0) return undefined;
  return blocks([
    "## Around it",
    relatedText("What it needs comes from", links.before),
    relatedText("What it answers leads to", links.next),
    relatedText("On the same resource", links.sameResource),
  ]);
}

function relatedText(heading: string, related: readonly Related[]): string | undefined {
  if (related.length === 0) return undefined;
  const line = (one: Related) => `[${one.title}](${one.operationId}.md) \`${one.operationId}\`${one.why ? ` – ${one.why}` : ""}`;
  return `### ${heading}\n\n${list(related.map(line))}`;
}
