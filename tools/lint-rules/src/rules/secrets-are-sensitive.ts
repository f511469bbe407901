import { type Description, type Node, walkDescription } from "@gatehouse/description";
import { gatehouseRule, type LintFinding } from "../gatehouse-rule.js";

/** What is called like a secret or a biometric is `x-sensitive`, so that nothing prints it. */
export const secretsAreSensitive = gatehouseRule((description) => {
  const findings: LintFinding[] = [];
  for (const { node, kind, step } of walkDescription(description)) {
    const name = kind === "parameter" ? node["name"] : kind === "schema" && step[0] === "properties" ? step[1] : undefined;
    if (typeof name !== "string") continue;
    const sort = sensitivityOf(name);
    if (!sort || isMarked(description, node) || !holdsText(description, kind === "parameter" ? (node["schema"] as Node | undefined) : node))
      continue;
    findings.push({ message: `"${name}" sounds like a ${sort} – add x-sensitive: ${sort}, or another name`, at: description.locate(node) });
  }
  return findings;
});

/**
 * What a name promises to hold, by its last words: `sharedSecret`, `new_password`, `otp`; not `passwordExpires`, `tokenType`,
 * and not what only looks like a token, such as a page's.
 */
export function sensitivityOf(name: string): "secret" | "biometric" | undefined {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const tail = words.at(-1) ?? "";
  const last = tail.replace(/(?<=[^s])s$/, "");
  const pair = `${words.at(-2) ?? ""} ${last}`;
  if (SECRET_PAIRS.has(pair)) return "secret";
  if (SECRETS.has(last)) return HARMLESS_BEFORE.has(words.at(-2) ?? "") ? undefined : "secret";
  return BIOMETRICS.has(last) || BIOMETRIC_PAIRS.has(pair) ? "biometric" : undefined;
}

const SECRETS = new Set([
  "secret",
  "password",
  "passwd",
  "pwd",
  "passcode",
  "passphrase",
  "token",
  "pin",
  "otp",
  "apikey",
  "credential",
  "jwt",
]);
const SECRET_PAIRS = new Set([
  "api key",
  "private key",
  "secret key",
  "access key",
  "access code",
  "auth code",
  "authorization code",
  "signing key",
]);
const HARMLESS_BEFORE = new Set(["page", "next", "cursor", "continuation", "continue", "sync", "num", "max", "min"]);
const BIOMETRICS = new Set(["fingerprint", "faceprint", "voiceprint", "iris", "selfie", "biometric"]);
const BIOMETRIC_PAIRS = new Set(["face image", "face template", "biometric template", "finger template", "face photo"]);

function isMarked(description: Description, node: Node): boolean {
  const schema = node["schema"] as Node | undefined;
  return [node, description.resolve(node), ...(schema ? [schema, description.resolve(schema)] : [])].some(
    (place) => "x-sensitive" in place,
  );
}

/** A flag, a count or an object that is called after a secret is none. */
function holdsText(description: Description, use: Node | undefined): boolean {
  if (!use) return true;
  const node = description.resolve(use);
  if ("enum" in node || "const" in node || "x-extensible-enum" in node || /^date/.test(String(node["format"] ?? ""))) return false;
  const types = [node["type"] ?? []].flat();
  if (types.includes("array")) return holdsText(description, node["items"] as Node | undefined);
  return types.length === 0 ? !("properties" in node) && !("allOf" in node) && !("oneOf" in node) : types.includes("string");
}
