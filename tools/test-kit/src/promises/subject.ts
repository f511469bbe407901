import { inputKeys, operationNames } from "@gatehouse/codegen";
import { accountPicker } from "@gatehouse/contract";
import { type ContractConfig, type Description, loadContractConfig, loadDescription, type OperationView } from "@gatehouse/description";
import type { ApiDescriptor, ClientOptions, OperationDescriptor, Result } from "@gatehouse/runtime";
import { createSandbox } from "@gatehouse/sandbox";
import { exampleBody } from "../example-body.js";
import { specFolder } from "../spec-folder.js";

/** A client whatever its API: its operations by name, without their types. */
export type AnyClient = Readonly<Record<string, AnyOperation>>;

/** An operation whatever its types. */
export interface AnyOperation {
  (input?: Readonly<Record<string, unknown>>, options?: object): Promise<unknown>;
  result(input?: Readonly<Record<string, unknown>>, options?: object): Promise<Result<unknown, Error>>;
}

/** A client of openapi-fetch whatever its API: a function per method. */
export type AnyFetchClient = Readonly<
  Record<
    string,
    (path: string, init: object) => Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>
  >
>;

/** One operation of a client, as its promises look at it. */
export interface SubjectOperation {
  /** In the client. */
  readonly name: string;
  readonly descriptor: OperationDescriptor;
  readonly view: OperationView;
  /** Account of the sandbox that may call it. */
  readonly account: string;
  /** The required parts of the input, with the description's examples as values. A new one each time: files can be read once. */
  input(): Readonly<Record<string, unknown>>;
}

/** A client whose promises are checked. */
export interface Subject {
  /** The API's name: `entrust-idaas`. */
  readonly api: string;
  readonly descriptor: ApiDescriptor;
  readonly description: Description;
  readonly operations: readonly SubjectOperation[];
  /** The client's own factory. */
  create(options: ClientOptions<unknown>): AnyClient;
  /** The client's own `./http`. */
  http(client: AnyClient): AnyFetchClient;
  /** Options of a client that has logged in already: what is sent next is the operation itself. For tests whose server is a function. */
  signedIn(operation: SubjectOperation): Pick<ClientOptions<unknown>, "baseUrl" | "credentials" | "tokens">;
}

const TOKEN = { value: "a-token", expiresAt: Number.POSITIVE_INFINITY };

/** Loads the description of a client and puts the two side by side. */
export async function subjectOf(
  descriptor: ApiDescriptor,
  create: (options: never) => object,
  http: (client: never) => object,
): Promise<Subject> {
  const api = descriptor.id;
  const description = await loadDescription(specFolder(api));
  const config = await loadContractConfig(specFolder(api));
  const account = accountPicker(config, undefined);
  const { of: names } = operationNames(description);
  const operations = description.operations.map((view): SubjectOperation => {
    const name = names.get(view.id)!.key;
    return { name, descriptor: descriptor.operations[name]!, view, account: account(view), input: () => inputOf(view, config) };
  });
  const sandbox = createSandbox();
  return {
    api,
    descriptor,
    description,
    operations,
    create: (options) => create(options as never) as AnyClient,
    http: (client) => http(client as never) as AnyFetchClient,
    signedIn: (operation) => ({
      baseUrl: "https://host.example",
      credentials: sandbox.connect(api, operation.account).credentials,
      tokens: { get: async () => TOKEN, set: async () => {}, drop: async () => {} },
    }),
  };
}

function inputOf(view: OperationView, config: ContractConfig): Readonly<Record<string, unknown>> {
  const { keys } = inputKeys(view);
  const required = keys.filter(({ parameter }) => parameter.required && parameter.examples[0]);
  const parameters = required.map(({ key, parameter }) => [key, parameter.examples[0]!.value] as const);
  const body = exampleBody(view, config);
  return { ...Object.fromEntries(parameters), ...(body !== undefined && { body }) };
}
