import { createHash } from "node:crypto";
import { accountPicker } from "@gatehouse/contract";
import {
  type ContractConfig,
  type Description,
  loadContractConfig,
  loadDescription,
  type OperationView,
  type XLogin,
} from "@gatehouse/description";
import { createSandbox } from "@gatehouse/sandbox";
import { describe, expect, test } from "vitest";
import { exampleBody } from "./example-body.js";
import { formOf } from "./form.js";
import { specFolder } from "./spec-folder.js";

/** What openapi-fetch gives for a call, as far as these tests look at it. */
interface FetchAnswer {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/** A typed client of openapi-fetch with its types taken off: paths and values come from a description. */
type LowLevel = Readonly<Record<string, (path: string, init: object) => Promise<FetchAnswer>>>;

/**
 * Registers a test per operation: called through the openapi-fetch client, with the description's examples, a fresh sandbox accepts it.
 *
 * @param create The client's factory.
 * @param http Of the client's `./http`.
 *
 * @example
 * await lowLevel("entrust-idaas", createEntrustIdaas, http);
 */
export async function lowLevel<Client>(api: string, create: (options: never) => Client, http: (client: Client) => object): Promise<void> {
  const description = await loadDescription(specFolder(api));
  const config = await loadContractConfig(specFolder(api));
  const account = accountPicker(config, undefined);

  describe("every operation through openapi-fetch", () => {
    test.each(description.operations.map((operation) => [operation.id, operation] as const))("%s", async (_, operation) => {
      const sandbox = createSandbox();
      const connection = sandbox.connect(api, account(operation));
      const { [operation.method]: call } = http(create(connection as never)) as LowLevel;
      const { data, error, response } = await call!(operation.path, inputOf(operation, description, config, connection.credentials));
      expect(error).toBeUndefined();
      const declared = operation.responses.find(({ status }) => status === response.status);
      expect(declared?.status, "a declared success").toBeLessThan(300);
      expect(data !== undefined && data !== "", "an answer where one is declared").toBe(
        declared!.media.length > 0 && response.headers.has("content-type"),
      );
      const asked = sandbox.requests.at(-1);
      expect([operation.vendorId, operation.id]).toContain(asked?.operation);
    });
  });
}

/** The examples of an operation as openapi-fetch takes them, with what a login makes of the credentials. */
function inputOf(
  operation: OperationView,
  description: Description,
  config: ContractConfig,
  credentials: Readonly<Record<string, string>>,
): object {
  const params: Record<"path" | "query" | "header" | "cookie", Record<string, unknown>> = { path: {}, query: {}, header: {}, cookie: {} };
  for (const { in: place, name, required, examples } of operation.parameters) {
    if (required && examples[0]) params[place][name] = examples[0].value;
  }
  for (const [place, value] of loginInputs(operation, description, credentials)) {
    const [, where = "", name = ""] = /^\$request\.(query|header)\.(.+)$/.exec(place) ?? [];
    if (where === "query" || where === "header") params[where][name] = value;
  }
  const answer = operation.responses.find(({ status }) => status === 200)?.media[0]?.type;
  const parseAs = answer === undefined || /json$/.test(answer) ? {} : { parseAs: "blob" };
  const body = exampleBody(operation, config);
  if (body === undefined) return { params, ...parseAs };
  const isForm = operation.body?.media.find(({ examples }) => examples.length > 0)?.type.startsWith("multipart/");
  return { params, ...parseAs, body: isForm ? formOf(body as Readonly<Record<string, unknown>>) : body };
}

function loginInputs(operation: OperationView, description: Description, credentials: Readonly<Record<string, string>>) {
  const login = [...description.securitySchemes.values()].find((scheme) => scheme.login?.operationId === operation.id)?.login;
  return Object.entries(login?.inputs ?? {}).map(([place, from]) => [place, loginValue(from, credentials)] as const);
}

function loginValue(from: NonNullable<XLogin["inputs"]>[string], credentials: Readonly<Record<string, string>>): string {
  if (typeof from === "string") return credentials[from]!;
  if ("constant" in from) return from.constant;
  const values = from.of.map((name) => credentials[name]!);
  return from.transform === "md5-hex"
    ? createHash("md5").update(values.join("")).digest("hex")
    : `Basic ${Buffer.from(values.join(":")).toString("base64")}`;
}
