import { type Answer, empty, json } from "../../answer.js";
import type { Refusal } from "../../rule.js";
import type { ImagewareCall } from "./state.js";

/** The vendor's path of the token call, which answers as OAuth does. */
export const TOKEN_PATH = "/v2/oauth2/oauth/token";

/** Something is linked: 201 when it was not before, 200 when it was. Nothing is said about it. */
export const linked = (isNew: boolean): Answer => empty(isNew ? 201 : 200);

/** Something is linked no more. */
export const unlinked = (): Answer => empty(204);

/** A refusal in the form of OAuth, where it is about who calls, and in the form of the GMI server otherwise. */
export function refuse({ info, message }: Refusal, call: ImagewareCall): Answer {
  const token = call.request.path.endsWith(TOKEN_PATH);
  if (token || info.status === 401) {
    // No challenge for the token call: a browser would answer one by asking the person in front of it.
    const challenge: Record<string, string> = token ? { "cache-control": "no-store" } : { "www-authenticate": 'Bearer realm="gmiserver"' };
    return json(info.status, { error: info.errorCode, error_description: message }, challenge);
  }
  return json(info.status, { errorId: call.site.ids.uuid(), errors: [{ code: dotted(info.errorCode), description: message }] });
}

/** Refusals that are no product's have codes in another style. */
const dotted = (code: string): string => (code.startsWith("gmi.") ? code : `gmi.${code.replaceAll("_", ".")}`);

/** The answer to OPTIONS, which the vendor does not mention. */
export const options = (_call: ImagewareCall, allow: string): Answer => empty(200, { allow });
