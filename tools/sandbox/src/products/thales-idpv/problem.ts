import { type Answer, json } from "../../answer.js";
import type { Json } from "../../json.js";
import type { Refusal } from "../../rule.js";
import { sha256Hex } from "../../sha256.js";
import { ENCRYPTED_HEADER, parameterNames } from "./parameters.js";
import type { ThalesCall } from "./state.js";

/** Beginning of every problem's `type`; a rule's code completes it. */
const TYPE = "urn:gatehouse:thales-idpv:";

/** The answer to a refusal: a problem document with the members that ASP.NET Core writes. */
export function problem({ rule, info, message }: Refusal, { site, request }: ThalesCall): Answer {
  const { method, path } = request;
  const trace = sha256Hex(`${site.clock.now()} ${method} ${path} ${rule}`);
  const body: Json = {
    type: `${TYPE}${info.errorCode}`,
    title: message,
    status: info.status,
    traceId: `00-${trace.slice(0, 32)}-${trace.slice(32, 48)}-00`,
    ...(info.status === 400 && { errors: { [subjectOf(message)]: [message] } }),
  };
  return json(info.status, body, { "content-type": "application/problem+json" });
}

/** What a message is about: messages about a parameter begin with its name. `$` is the body as a whole. */
function subjectOf(message: string): string {
  return [...parameterNames, ENCRYPTED_HEADER].find((name) => new RegExp(`^${name}\\b`).test(message)) ?? "$";
}
