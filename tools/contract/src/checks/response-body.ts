import type { Json, MediaView, SchemaError } from "@gatehouse/description";
import type { Check, CheckFinding, Verdict } from "../check.js";
import { headerOf } from "../targets/body.js";
import type { WireBody } from "../wire.js";
import { essence, finding, isEmpty, type Judged, judgedOf, mediaFor, NOT_APPLICABLE, PASS } from "./judged.js";

/** The heart of a contract: what comes back is what is described. */
export const responseBody: Check = {
  id: "response-body",
  severity: "error",
  explain: "The body of an answer is valid under the schema of its status and media type; an answer that is declared empty has none.",
  run(input) {
    const judged = judgedOf(input);
    const { operation, response, declared } = judged;
    if (!declared || response.fault !== undefined) return NOT_APPLICABLE;
    const at = input.description.locate(declared.use);
    const status = String(response.status);
    if (declared.media.length === 0) {
      if (isEmpty(response.body)) return PASS;
      return finding({ operation: operation.id, message: `answered ${status} with a body, declared is none`, at, aspect: "not-empty" });
    }
    if (isEmpty(response.body)) {
      // An answer to HEAD has none, and 204 and 304 cannot have one.
      if (operation.method === "HEAD") return NOT_APPLICABLE;
      if (declared.mayBeEmpty) return PASS;
      return finding({ operation: operation.id, message: `answered ${status} without a body`, at, aspect: "empty" });
    }
    const media = mediaOf(judged);
    if (!media) return NOT_APPLICABLE;
    if (!isJson(media.type, headerOf(response.headers, "content-type"))) return PASS;
    const value = parsed(response.body);
    if (value === undefined) {
      return finding({ operation: operation.id, message: `answered ${status} with a body that is not JSON`, at, aspect: "not-json" });
    }
    if (!media.schema) return { kind: "untold", reason: "no-schema" };
    const errors = input.validator.validate(media.schema, value.json, { direction: "response" });
    if (errors.length === 0) return PASS;
    return findings(errors.map((error) => toFinding(judged, error)));
  },
};

/** The declared media type of an answer. One without `Content-Type` is read as the only one that is declared. */
export function mediaOf({ response, declared }: Judged): MediaView | undefined {
  const type = headerOf(response.headers, "content-type");
  if (!declared) return undefined;
  return type === undefined ? declared.media[0] : mediaFor(declared, type);
}

function isJson(declared: string, given: string | undefined): boolean {
  return /[/+]json$/.test(essence(given ?? declared));
}

function parsed(body: WireBody): { readonly json: Json } | undefined {
  if (!("text" in body)) return undefined;
  try {
    return { json: JSON.parse(body.text) as Json };
  } catch {
    return undefined;
  }
}

function toFinding({ operation, response }: Judged, error: SchemaError): CheckFinding {
  const place = error.pointer === "" ? "the body" : error.pointer;
  return {
    operation: operation.id,
    message: `answered ${response.status}: ${place} ${error.message}`,
    at: error.at,
    ...(error.property === undefined ? {} : { aspect: error.property }),
  };
}

/** One finding per place in the description: a list of a hundred broken items breaks one line. */
function findings(all: readonly CheckFinding[]): Verdict {
  const seen = new Map(all.map((one) => [`${one.at.file}#${one.at.pointer}#${one.aspect ?? ""}`, one] as const).reverse());
  return { kind: "finding", findings: [...seen.values()].reverse() };
}
