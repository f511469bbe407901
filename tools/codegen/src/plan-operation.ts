import type { Description, Json, JsonObject, OperationView, ParameterView, ResponseView, SchemaView } from "@gatehouse/description";
import { type BundledDocument, compare, object } from "./document.js";
import { mediaKind } from "./media.js";
import type { ModelTable } from "./models.js";
import { type NameTable, pascalCase } from "./names.js";
import { inputKeys, type OperationName } from "./operation-names.js";
import { answerPointer, operationNamed, schemaAt } from "./pointers.js";
import { access, literal } from "./text.js";
import { type Place, plain, type TypeText, typeOf, unionOf } from "./types.js";

/** What is generated for one operation. */
export interface OperationPlan {
  readonly view: OperationView;
  readonly key: string;
  readonly constant: string;
  /** `GetTenant`; its input and errors are `GetTenantInput` and `GetTenantError`. */
  readonly typeName: string;
  readonly inputs: readonly InputPlan[];
  readonly body: BodyPlan | undefined;
  /** True where the call needs no input. */
  readonly inputOptional: boolean;
  /** What the declared 2xx answers hold. */
  readonly data: TypeText;
  /** JSON answers of declared statuses, ascending. */
  readonly answers: readonly AnswerPlan[];
  /** Declared error statuses, ascending. */
  readonly errors: readonly ErrorPlan[];
  /** The type of an item, where there are pages. */
  readonly item: TypeText | undefined;
  /** The types of a job's result and progress, where one is started. */
  readonly job: { readonly result: TypeText; readonly progress: TypeText } | undefined;
  readonly renamed: readonly string[];
}

/** A parameter as a key of the input. */
export interface InputPlan {
  readonly key: string;
  readonly parameter: ParameterView;
  readonly schema: JsonObject;
  readonly type: TypeText;
}

/** The request body. */
export interface BodyPlan {
  /** The media type that is sent. */
  readonly mediaType: string;
  readonly required: boolean;
  readonly schema: Json | undefined;
  readonly type: TypeText;
}

/** The JSON answers of a declared status: one, or one per media type. */
export interface AnswerPlan {
  readonly response: ResponseView;
  readonly status: number;
  readonly json: readonly { readonly type: TypeText; readonly schema: SchemaView | undefined }[];
}

/** A declared error status. */
export interface ErrorPlan {
  readonly response: ResponseView;
  readonly status: number;
  readonly type: TypeText;
}

/** What an operation is planned with. */
export interface PlanContext {
  readonly description: Description;
  readonly document: BundledDocument;
  readonly models: ModelTable;
  readonly table: NameTable;
  readonly names: ReadonlyMap<string, OperationName>;
}

/** Decides names and types of one operation. */
export function planOperation(view: OperationView, context: PlanContext): OperationPlan {
  const { key, constant } = context.names.get(view.id) as OperationName;
  const base = pascalCase(key);
  const typeName = context.table.take(`the type of operation ${view.id}`, [base, `${base}Operation`], (name) => [
    name,
    `${name}Input`,
    `${name}Error`,
  ]);
  const { keys, renamed } = inputKeys(view);
  const inputs = keys.map(({ key: input, parameter }) => planInput(input, parameter, typeName, view, context));
  const body = planBody(view, typeName, context);
  const answers = successes(view).map((response) => answerType(response, view, typeName, context));
  return {
    view,
    key,
    constant,
    typeName,
    inputs,
    body,
    inputOptional: !inputs.some(({ parameter }) => parameter.required) && !body?.required,
    data: answers.length > 0 ? unionOf(answers) : plain("unknown"),
    answers: view.responses.flatMap((response) => jsonAnswer(response, view, typeName, context)),
    errors: view.responses.flatMap((response) =>
      typeof response.status === "number" && response.status >= 400
        ? [{ response, status: response.status, type: answerType(response, view, typeName, context) }]
        : [],
    ),
    item: view.pagination && itemType(view, typeName, context),
    job: view.poll && {
      result: dataOf(operationNamed(view.poll.result.operationId, origin(view, "x-poll", context)), context),
      progress: dataOf(operationNamed(view.poll.status.operationId, origin(view, "x-poll", context)), context),
    },
    renamed,
  };
}

/** Declared statuses whose answers are data: a declared redirect is an answer too, because none is followed. */
export function successes(view: OperationView): readonly ResponseView[] {
  return view.responses.filter(({ status }) => typeof status === "number" && status >= 200 && status < 400);
}

/**
 * True for answers that HTTP gives no content, whatever is declared for them: to HEAD (RFC 9110, 9.3.2: it is what GET would have), and with
 * 204, 205 and 304 (15.3.5, 15.3.6, 15.4.5).
 */
export function isBare(view: OperationView, status: number | string): boolean {
  return view.method === "HEAD" || status === 204 || status === 205 || status === 304;
}

/** The node of a response in the bundle, and how `schema.ts` calls it: a shared one by its component. */
export function responseNode(
  view: OperationView,
  status: number | string,
  document: BundledDocument,
): { node: JsonObject; path: string; name?: string } {
  const use = object(document.operation(view)["responses"])[String(status)];
  const component = document.component(use, "responses");
  const node = document.resolve(use);
  if (component !== undefined) return { node, path: `components["responses"][${literal(component)}]`, name: pascalCase(component) };
  const index = /^\d+$/.test(String(status)) ? String(status) : literal(String(status));
  return { node, path: `${operationPath(view)}["responses"][${index}]` };
}

function planInput(key: string, parameter: ParameterView, typeName: string, view: OperationView, context: PlanContext): InputPlan {
  const node = context.document.parameter(view, parameter);
  const [mediaType, media] = Object.entries(object(node["content"]))[0] ?? [];
  const schema = mediaType === undefined ? node["schema"] : context.document.resolve(media)["schema"];
  const group = `NonNullable<${operationPath(view)}["parameters"][${literal(parameter.in)}]>`;
  const place = { name: typeName + pascalCase(key), path: `NonNullable<${group}[${literal(parameter.name)}]>` };
  return {
    key,
    parameter,
    schema: context.document.resolve(schema),
    type: typeOf(schema ?? { type: "string" }, place, context.document, context.models),
  };
}

function planBody(view: OperationView, typeName: string, { document, models }: PlanContext): BodyPlan | undefined {
  if (!view.body) return undefined;
  const use = document.operation(view)["requestBody"];
  const media = Object.entries(object(document.resolve(use)["content"]));
  const [mediaType, node] = [...media].sort(([a], [b]) => rank(a) - rank(b) || compare(a, b))[0] ?? [];
  if (mediaType === undefined) return undefined;
  const component = document.component(use, "requestBodies");
  const holder =
    component === undefined ? `NonNullable<${operationPath(view)}["requestBody"]>` : `components["requestBodies"][${literal(component)}]`;
  const place = { name: `${typeName}Body`, path: `${holder}["content"][${literal(mediaType)}]` };
  const schema = document.resolve(node)["schema"];
  const kind = mediaKind(mediaType);
  const type =
    kind === "binary" || kind === "any" ? plain("Blob") : kind === "text" ? plain("string") : typeOf(schema, place, document, models);
  return { mediaType: mediaType.toLowerCase(), required: view.body.required, schema, type };
}

// A body may be declared in several media types; one is sent: the first of those that say most.
function rank(mediaType: string): number {
  return ["json", "multipart", "form", "text", "binary", "any"].indexOf(mediaKind(mediaType));
}

function answerType(response: ResponseView, view: OperationView, typeName: string, context: PlanContext): TypeText {
  const types = mediaTypes(response, view, typeName, context);
  if (types.length === 0) return plain("undefined");
  return unionOf([...types.map(({ type }) => type), ...(response.mayBeEmpty ? [plain("undefined")] : [])]);
}

function jsonAnswer(response: ResponseView, view: OperationView, typeName: string, context: PlanContext): readonly AnswerPlan[] {
  const { status } = response;
  if (typeof status !== "number") return [];
  const json = mediaTypes(response, view, typeName, context)
    .filter(({ mediaType }) => mediaKind(mediaType) === "json")
    .map(({ mediaType, type }) => ({ type, schema: response.media.find((media) => media.type === mediaType.toLowerCase())?.schema }));
  return json.length > 0 ? [{ response, status, json }] : [];
}

/** The type of each media type of a response; none where HTTP gives no content. */
function mediaTypes(
  response: ResponseView,
  view: OperationView,
  typeName: string,
  { document, models }: PlanContext,
): readonly { readonly mediaType: string; readonly type: TypeText }[] {
  const { node, path, name } = responseNode(view, response.status, document);
  if (isBare(view, response.status)) return [];
  const ok = typeof response.status === "number" && response.status < 400;
  const own = ok && successes(view).length === 1 ? `${typeName}Answer` : `${typeName}Answer${response.status}`;
  return Object.entries(object(node["content"])).map(([mediaType, value]) => {
    const kind = mediaKind(mediaType);
    if (kind === "any") return { mediaType, type: plain("unknown") };
    if (kind === "text" || kind === "form") return { mediaType, type: plain("string") };
    if (kind !== "json") return { mediaType, type: plain("Blob") };
    const place: Place = { name: name === undefined ? own : `${name}Answer`, path: `${path}["content"][${literal(mediaType)}]` };
    return { mediaType, type: typeOf(document.resolve(value)["schema"], place, document, models) };
  });
}

function dataOf(view: OperationView, context: PlanContext): TypeText {
  const typeName = pascalCase((context.names.get(view.id) as OperationName).key);
  return unionOf(successes(view).map((response) => answerType(response, view, typeName, context)));
}

function itemType(view: OperationView, typeName: string, context: PlanContext): TypeText {
  const { document, models } = context;
  const pointer = answerPointer(view.pagination?.items ?? "", origin(view, "x-pagination", context));
  const [response] = successes(view);
  const { node, path } = responseNode(view, response?.status ?? 200, document);
  const [mediaType = "application/json", media] = Object.entries(object(node["content"]))[0] ?? [];
  const list = schemaAt(document.resolve(media)["schema"], pointer, document);
  const steps = pointer.split("/").slice(1);
  const listPath = steps.reduce((type, step) => `NonNullable<${type}[${literal(step)}]>`, `${path}["content"][${literal(mediaType)}]`);
  return typeOf(schemaAt(list, "/*", document), { name: `${typeName}Item`, path: `${listPath}[number]` }, document, models);
}

function operationPath(view: OperationView): string {
  return `paths[${literal(view.path)}]${access(view.method.toLowerCase()).replace(/^\.(.*)$/, '["$1"]')}`;
}

function origin(view: OperationView, key: string, { description }: PlanContext) {
  return { description, node: view.node, key };
}
