import type { Json } from "@gatehouse/description";
import type { Hole, TemplateBody, Value, WireTemplate } from "../case.js";
import { headerOf } from "../targets/body.js";
import { fillValue } from "../template/value.js";
import type { WireBody, WireHeaders, WireRequest } from "../wire.js";
import { multipart } from "./multipart.js";

/** What fills the holes of a template. */
export type Filler = (hole: Exclude<Hole, { readonly $literal: Json }>) => Json;

/** A template as it goes over the wire, but for the credential. */
export function buildRequest(template: WireTemplate, fill: Filler): WireRequest {
  const values = (value: Value): Json => fillValue(value, fill);
  const path = template.path.replace(/\{([^{}]+)\}/g, (hole, name: string) => {
    const value = template.pathValues?.[name];
    return value === undefined ? hole : encoded(values(value));
  });
  const query = (template.query ?? []).map(([name, value]) => `${percentEncode(name)}=${encoded(values(value))}`).join("&");
  const { body, type } = bodyFrom(template.body, values);
  const headers: WireHeaders = template.headers.map(([name, value]) => [name, headerText(values(value))]);
  return {
    method: template.method,
    target: query === "" ? path : `${path}?${query}`,
    headers: type === undefined || headerOf(headers, "content-type") !== undefined ? headers : [...headers, ["content-type", type]],
    ...(body === undefined ? {} : { body }),
  };
}

/** RFC 3986: everything but unreserved characters, so that no parser on the way has anything to normalise. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A parameter's text: the items of a list with commas between, an object as JSON. */
function encoded(value: Json): string {
  if (Array.isArray(value)) return value.map((item: Json) => percentEncode(plain(item))).join(",");
  return percentEncode(plain(value));
}

function plain(value: Json): string {
  if (typeof value === "string") return value;
  return JSON.stringify(value);
}

function headerText(value: Json): string {
  return Array.isArray(value) ? value.map((item: Json) => plain(item)).join(",") : plain(value);
}

function bodyFrom(body: TemplateBody | undefined, values: (value: Value) => Json): { body?: WireBody; type?: string } {
  if (body === undefined) return {};
  if ("json" in body) return { body: { text: JSON.stringify(values(body.json)) }, type: "application/json" };
  if ("form" in body) {
    const fields = body.form.map(([name, value]) => `${percentEncode(name)}=${percentEncode(plain(values(value)))}`);
    return { body: { text: fields.join("&") }, type: "application/x-www-form-urlencoded" };
  }
  if ("parts" in body) return multipart(body.parts, values);
  return { body };
}
