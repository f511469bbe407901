import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ContractConfig } from "../contract-config.js";
import { locateInFile, readNamedFile } from "../load-yaml-file.js";
import type { Description } from "../model.js";
import { nearest } from "../nearest.js";
import type { Finding } from "./finding.js";
import { expressionProblem } from "./references-exist.js";

const rule = "contract-fits";

/** What `contract.yaml` names is in the description: servers, credentials, operations, parameters. Its shape is right already. */
export function contractFits(description: Description): Finding[] {
  if (!existsSync(join(description.folder, "contract.yaml"))) return [];
  const file = readNamedFile(description.folder, "contract.yaml");
  const config = file.root as ContractConfig;
  const findings: Finding[] = [];
  const report = (path: readonly string[], message: string | undefined): void => {
    if (message !== undefined) findings.push({ rule, message, at: locateInFile(file, path) });
  };

  const servers = new Set(description.servers.map(({ name }) => name));
  for (const name of Object.keys(config.servers)) {
    if (!servers.has(name)) report(["servers", name], unknown("server", name, servers));
  }
  const credentials = credentialNames(description);
  for (const [account, { credentials: given = {} }] of Object.entries(config.accounts)) {
    for (const name of Object.keys(given)) {
      if (!credentials.has(name)) report(["accounts", account, "credentials", name], unknown("credential", name, credentials));
    }
  }
  const parameters = new Set(description.operations.flatMap((operation) => operation.parameters.map(({ name }) => name)));
  const operations = new Map(description.operations.map((operation) => [operation.id, operation]));
  for (const key of Object.keys(config.values ?? {})) {
    const [id = "", ...rest] = key.split("#");
    const operation = operations.get(id);
    if (rest.length === 0) {
      if (!parameters.has(key)) report(["values", key], unknown("parameter", key, parameters));
    } else if (!operation) report(["values", key], unknown("operation", id, operations.keys()));
    else report(["values", key], expressionProblem(description, operation, rest.join("#")));
  }
  for (const [index, { case: id }] of (config.skip ?? []).entries()) {
    const name = id.split("/", 1)[0]!;
    if (!operations.has(name)) report(["skip", String(index), "case"], unknown("operation", name, operations.keys()));
  }
  return findings;
}

/** The names that `x-login` gives to what the user has. */
function credentialNames(description: Description): Set<string> {
  const names = new Set<string>();
  for (const { login } of description.securitySchemes.values()) {
    if (!login) continue;
    for (const input of Object.values(login.inputs ?? {})) {
      if (typeof input === "string") names.add(input);
      else if ("of" in input) for (const name of input.of) names.add(name);
    }
    const sent = /^\$credentials\.(.+)$/.exec(login.token)?.[1];
    if (sent !== undefined) names.add(sent);
  }
  return names;
}

function unknown(what: string, name: string, known: Iterable<string>): string {
  const names = [...known];
  const near = nearest(name, names);
  return `the description has no ${what} "${name}" – ${near ? `did you mean "${near}"?` : `it has ${names.slice(0, 12).join(", ") || "none"}`}`;
}
