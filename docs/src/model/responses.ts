import { STATUS_CODES } from "node:http";
import type { Description, Json, MediaView, Node, OperationView, ResponseView, XUnreached } from "@gatehouse/description";
import { type ClaimView, claimsOfUse } from "./claims.js";
import { bodyFields, type Field, headerField } from "./fields.js";
import { type LifecycleView, lifecycleView } from "./lifecycle.js";
import { insideOf } from "./object-inside.js";
import { typeText } from "./type-text.js";

/** An example of a body. */
export interface Example {
  readonly name: string;
  readonly summary: string | undefined;
  readonly value: Json;
}

/** A body in one media type. */
export interface MediaSection {
  readonly type: string;
  /** `array of Tenant`. */
  readonly model: string;
  /** Empty also where the same model stands before it. */
  readonly fields: readonly Field[];
  /** The same model stands before it: as another media type of this body, or as an error. */
  readonly repeats: boolean;
  /** Sentences of Markdown: what is demanded of the whole body. */
  readonly conditions: readonly string[];
  readonly examples: readonly Example[];
}

/** One declared status. */
export interface ResponseSection {
  readonly id: string;
  readonly status: string;
  /** `Conflict`. */
  readonly phrase: string | undefined;
  readonly outcome: "success" | "error";
  /** Markdown. */
  readonly description: string;
  /** Empty: declared to have no body. */
  readonly media: readonly MediaSection[];
  /** An answer without any body is as good. */
  readonly mayBeEmpty: boolean;
  readonly headers: readonly Field[];
  /** Why no contract run reaches it. */
  readonly unreached: XUnreached | undefined;
  readonly lifecycle: LifecycleView | undefined;
  readonly claims: readonly ClaimView[];
}

export function responseSections(description: Description, operation: OperationView): ResponseSection[] {
  const errors = new Set<Node>();
  return operation.responses.map((response) =>
    responseSection(description, response, /^[123]/.test(String(response.status)) ? undefined : errors),
  );
}

function responseSection(description: Description, response: ResponseView, shown: Set<Node> | undefined): ResponseSection {
  const status = String(response.status);
  const id = `answer-${status.toLowerCase()}`;
  return {
    id,
    status,
    phrase: typeof response.status === "number" ? STATUS_CODES[response.status] : undefined,
    outcome: shown ? "error" : "success",
    description: response.description,
    media: mediaSections(description, response.media, id, ROOM.answer, shown),
    mayBeEmpty: response.mayBeEmpty,
    headers: response.headers.map((header) => headerField(description, header, status)),
    unreached: response.unreached,
    lifecycle: description.gatehouse ? lifecycleView(description, response.node["x-lifecycle"]) : undefined,
    claims: claimsOfUse(description, response.use, response.node, ["exists", "status", "meaning"]),
  };
}

/** How many rows a body may have before the models inside it move to pages of their own. A request is written by hand: it has more room. */
export const ROOM = { request: 40, answer: 20 };

/**
 * A body in all of its media types.
 *
 * @param shown Schemas whose fields stand on the page already: errors of one model list it once, and so do several media types of one body.
 */
export function mediaSections(
  description: Description,
  media: readonly MediaView[],
  id: string,
  room: number,
  shown: Set<Node> = new Set(),
): MediaSection[] {
  return media.map((one) => mediaSection(description, one, id, room, shown));
}

function mediaSection(description: Description, media: MediaView, id: string, room: number, shown: Set<Node>): MediaSection {
  const { schema } = media;
  const repeats = schema !== undefined && shown.has(schema.resolved);
  const fields = schema && !repeats ? bodyFields(description, schema.node, id, room) : [];
  if (schema) shown.add(schema.resolved);
  return {
    type: media.type,
    model: schema ? typeText(description, schema.node) : "anything",
    fields,
    repeats,
    conditions: schema && fields.length > 0 ? (insideOf(description, schema.node)?.conditions ?? []) : [],
    examples: media.examples.map(({ name, summary, value }) => ({ name, summary, value })),
  };
}
