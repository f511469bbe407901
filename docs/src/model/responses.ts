import { STATUS_CODES } from "node:http";
import type { Description, Json, MediaView, Node, OperationView, ResponseView, XUnreached } from "@gatehouse/description";
import { type ClaimView, claimsOfUse } from "./claims.js";
import { bodyFields, type Field, headerField } from "./fields.js";
import { type LifecycleView, lifecycleView } from "./lifecycle.js";
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
  readonly fields: readonly Field[];
  /** Anchor of the response that shows the same fields already. */
  readonly fieldsAt: string | undefined;
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
  readonly headers: readonly Field[];
  /** Why no contract run reaches it. */
  readonly unreached: XUnreached | undefined;
  readonly lifecycle: LifecycleView | undefined;
  readonly claims: readonly ClaimView[];
}

export function responseSections(description: Description, operation: OperationView): ResponseSection[] {
  const shown = new Map<Node, string>();
  return operation.responses.map((response) => responseSection(description, response, shown));
}

function responseSection(description: Description, response: ResponseView, shown: Map<Node, string>): ResponseSection {
  const status = String(response.status);
  const id = `answer-${status.toLowerCase()}`;
  return {
    id,
    status,
    phrase: typeof response.status === "number" ? STATUS_CODES[response.status] : undefined,
    outcome: /^[123]/.test(status) ? "success" : "error",
    description: response.description,
    media: response.media.map((media) => mediaSection(description, media, id, shown)),
    headers: response.headers.map((header) => headerField(description, header, status)),
    unreached: response.unreached,
    lifecycle: description.gatehouse ? lifecycleView(description, response.node["x-lifecycle"]) : undefined,
    claims: claimsOfUse(description, response.use, response.node, ["exists", "status", "meaning"]),
  };
}

/**
 * @param shown Schemas whose fields stand on the page already, with the anchor where: five errors of one model list it once.
 */
export function mediaSection(description: Description, media: MediaView, id: string, shown: Map<Node, string>): MediaSection {
  const { schema } = media;
  const at = schema && shown.get(schema.resolved);
  const fields = schema && !at ? bodyFields(description, schema.node, id) : [];
  if (schema && fields.length > 0) shown.set(schema.resolved, id);
  return {
    type: media.type,
    model: schema ? typeText(description, schema.node) : "anything",
    fields,
    fieldsAt: at,
    examples: media.examples.map(({ name, summary, value }) => ({ name, summary, value })),
  };
}
