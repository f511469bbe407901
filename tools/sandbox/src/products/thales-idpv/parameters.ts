import { isJsonObject, type Json, type JsonObject, parseJson } from "../../json.js";
import { bodyRules, type Flaw, parameterRules } from "./rules/request.js";
import { FLAGS, type Flag, type ThalesCall } from "./state.js";

/** Header with which a caller says that the client secret comes encrypted. */
export const ENCRYPTED_HEADER = "X-IDPrimeVirtual-IsIdpClientSecretEncrypted";

/** What create and update can be told. */
export type TenantParameters = {
  readonly tenantId?: string;
  readonly tenantName?: string;
  readonly idpClientSecret?: string;
  readonly tenantType?: string;
  readonly idpConfigFilePath?: JsonObject;
  readonly tokenPolicies?: JsonObject;
  readonly swsConfigFilePath?: Json;
} & { readonly [name in Flag]?: boolean };

export type ParameterName = keyof TenantParameters;

/** `document`: the text of a JSON file; `policies`: that, or in a JSON body the object itself. */
type Kind = "text" | "flag" | "document" | "policies";

const kinds: Readonly<Record<ParameterName, Kind>> = {
  tenantId: "text",
  tenantName: "text",
  idpClientSecret: "text",
  tenantType: "text",
  ...(Object.fromEntries(FLAGS.map((flag) => [flag, "flag"])) as Record<Flag, Kind>),
  idpConfigFilePath: "document",
  tokenPolicies: "policies",
  swsConfigFilePath: "document",
};

export const parameterNames = Object.keys(kinds) as readonly ParameterName[];

/** Documents that must be an object; nothing is known of the third. */
const OBJECTS: readonly ParameterName[] = ["idpConfigFilePath", "tokenPolicies"];

type Reading = { readonly value: Json } | { readonly flaw: Flaw };

/**
 * The parameters in the body of a call, which is a form or JSON. Other properties and parts are ignored.
 *
 * @throws {Refusal} 400
 */
export function readParameters<R extends ParameterName>(
  call: ThalesCall,
  required: readonly R[],
): TenantParameters & Required<Pick<TenantParameters, R>> {
  const { site, body } = call;
  site.enforce(bodyRules, { body });
  const given = body.parts
    ? body.parts.map(({ name, text }): readonly [string, Json | undefined] => [name, text])
    : Object.entries(body.json!.value as JsonObject);
  const flaws: Flaw[] = [];
  const values: Record<string, Json> = {};
  for (const name of parameterNames) {
    const found = given.filter(([one]) => one === name).map(([, value]) => value);
    if (found.length > 1) flaws.push({ kind: "repeated", message: `${name} is given more than once` });
    if (found.length === 0 && (required as readonly string[]).includes(name)) {
      flaws.push({ kind: "missing", message: `${name} is required` });
    }
    const reading = found.length > 0 ? read(name, found[0], body.parts !== undefined) : undefined;
    if (reading && "value" in reading) values[name] = reading.value;
    else if (reading) flaws.push(reading.flaw);
  }
  site.enforce(parameterRules, { flaws });
  return values as ReturnType<typeof readParameters<R>>;
}

function read(name: ParameterName, value: Json | undefined, form: boolean): Reading {
  const flaw = (kind: Flaw["kind"], right: string): Reading => ({ flaw: { kind, message: `${name} must ${right}` } });
  const kind = kinds[name];
  if (kind === "flag") {
    if (typeof value === "boolean") return { value };
    if (!form) return flaw("type", "be true or false");
    return value === "true" || value === "false" ? { value: value === "true" } : flaw("flag", "be spelt true or false");
  }
  if (kind === "policies" && isJsonObject(value)) return { value };
  if (typeof value !== "string") return flaw("type", form ? "be text in UTF-8" : "be a string");
  if (kind === "text") return value.trim() === "" ? flaw("blank", "not be empty") : { value };
  const parsed = parseJson(value);
  if (!parsed) return flaw("json", "hold JSON, the content of the file and not its path");
  return OBJECTS.includes(name) && !isJsonObject(parsed.value) ? flaw("object", "hold a JSON object") : parsed;
}
