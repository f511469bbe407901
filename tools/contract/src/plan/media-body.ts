import type { MediaView } from "@gatehouse/description";
import type { TemplateBody, TemplatePart, Value, WireTemplate } from "../case.js";
import { schemaAt } from "../schema/schema-at.js";
import { CannotPlan, type PlanContext } from "./context.js";

/** JSON where there is a choice. */
export function chooseMedia(media: readonly MediaView[]): MediaView | undefined {
  return (
    media.find(({ type }) => isJsonType(type)) ??
    media.find(({ type }) => /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/.test(type)) ??
    media[0]
  );
}

/** `application/json` and everything that ends in `+json`. */
export function isJsonType(type: string): boolean {
  return /^[^;]*[/+]json\s*(;|$)/i.test(type);
}

/** A JSON value as a body of this media type. @throws {CannotPlan} */
export function templateBody(
  media: MediaView,
  value: Value,
  { description }: Pick<PlanContext, "description">,
): { readonly body: TemplateBody; readonly headers: WireTemplate["headers"] } {
  const { type } = media;
  if (isJsonType(type)) return { body: { json: value }, headers: [["content-type", type]] };
  const fields =
    typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value as { [key: string]: Value }) : [];
  if (type.startsWith("application/x-www-form-urlencoded")) return { body: { form: fields }, headers: [] };
  if (type.startsWith("multipart/form-data")) {
    const parts = fields.map(([name, content]): TemplatePart => {
      const schema = media.schema && schemaAt(description, media.schema, [name]);
      const binary =
        schema?.["format"] === "binary" || schema?.["contentEncoding"] === "base64" || schema?.["contentMediaType"] !== undefined;
      return binary && typeof content === "string"
        ? {
            name,
            filename: name,
            type: String(schema?.["contentMediaType"] ?? "application/octet-stream"),
            content: { base64: base64Of(content) },
          }
        : { name, content: { value: content } };
    });
    return { body: { parts }, headers: [] };
  }
  if (typeof value === "string" && type.startsWith("text/")) return { body: { text: value }, headers: [["content-type", type]] };
  if (typeof value === "string") return { body: { base64: base64Of(value) }, headers: [["content-type", type]] };
  throw new CannotPlan("not-expressible", `no body of the media type ${type} can be made from a JSON example`);
}

/** Bytes in an example are written in base64; what is not base64 is meant as text. */
function base64Of(text: string): string {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0 ? text : Buffer.from(text).toString("base64");
}
