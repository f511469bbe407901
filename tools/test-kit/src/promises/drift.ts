import { createValidator, formatPointer, type MediaView, type SchemaValidator, type SchemaView } from "@gatehouse/description";
import { type ApiError, type Call, isDriftError } from "@gatehouse/runtime";
import { type Drift, report, strict, type Validators } from "@gatehouse/runtime/validation";
import { createSandbox } from "@gatehouse/sandbox";
import { describe, expect, test } from "vitest";
import { CANARY, changesOf } from "./answer-changes.js";
import { expectedOf, sorted } from "./drift-oracle.js";
import type { Subject, SubjectOperation } from "./subject.js";

/** One JSON answer that a description declares. */
interface DeclaredAnswer {
  readonly operation: SubjectOperation;
  readonly status: number;
  readonly media: MediaView;
  readonly schema: SchemaView;
}

/** Answers that are as described pass; those that are not are reported exactly and passed on unchanged, or refused. */
export function drift(subject: Subject, validation: Validators): void {
  const answers = subject.operations.flatMap(declaredAnswers);

  const validator = createValidator(subject.description);
  const tried = new Set<string>();

  describe("an answer that is not as described is told of", () => {
    test("every JSON answer that is declared has a validator, and there is no other", () => {
      const declared = answers.map(({ operation, status }) => `${operation.name} ${status}`);
      const validated = Object.entries(validation).flatMap(([name, statuses]) =>
        Object.keys(statuses).map((status) => `${name} ${status}`),
      );
      expect(sorted(validated)).toEqual(sorted(declared));
    });

    test("the examples and the answers of the sandbox are as described", async () => {
      for (const { operation, status, media } of answers)
        for (const { name, value } of media.examples) {
          const result = validation[operation.name]![status]!["~standard"].validate(value);
          expect(result.issues, `${operation.name} ${status} ${name}`).toBeUndefined();
        }
      for (const operation of subject.operations) {
        const seen: string[] = [];
        const refuse = strict(validation);
        const sandbox = createSandbox();
        const client = subject.create({
          ...sandbox.connect(subject.api, operation.account),
          clock: sandbox.clock,
          validate: (at, data) => {
            seen.push(at.operation);
            refuse(at, data);
          },
        });
        const outcome = await client[operation.name]!.result(operation.input());
        if (!outcome.ok)
          expect((outcome.error as { readonly code?: string }).code, `${operation.name}: ${outcome.error}`).toBe("api_error");
        const isJson = answers.some(
          (answer) => answer.operation === operation && outcome.ok && outcome.data !== undefined && answer.status === outcome.status,
        );
        if (isJson) expect(seen, operation.name).toContain(operation.name);
      }
    });

    test.each(subject.operations.map((operation) => [operation.name, operation] as const))("%s", async (_name, operation) => {
      for (const answer of answers) if (answer.operation === operation) await tryChanges(subject, validator, validation, answer, tried);
    });
  });
}

function declaredAnswers(operation: SubjectOperation): readonly DeclaredAnswer[] {
  if (operation.view.method === "HEAD") return [];
  return operation.view.responses.flatMap(({ status, media }) => {
    const json = media.find(({ type, schema }) => /[/+]json\b/.test(type) && schema);
    return json && typeof status === "number" ? [{ operation, status, media: json, schema: json.schema! }] : [];
  });
}

/** Changes the examples of an answer in every way, and looks at what is said of it. An example that answers share is changed once. */
async function tryChanges(
  { description, ...subject }: Subject,
  validator: SchemaValidator,
  validation: Validators,
  { operation, status, media, schema }: DeclaredAnswer,
  tried: Set<string>,
) {
  const validate = validation[operation.name]![status]!["~standard"].validate;
  let body = "";
  const records: Drift[] = [];
  const signedIn = subject.signedIn(operation);
  const options = {
    ...signedIn,
    attempts: 1,
    fetch: async () => new Response(body, { status, headers: { "content-type": media.type, "x-request-id": "r-1" } }),
  };
  const reporting = subject.create({ ...options, validate: report(validation, (record) => records.push(record)) });
  const refusing = subject.create({ ...options, validate: strict(validation) });
  // A token that is refused is followed by a login, which would get this answer too.
  const isCallable = status !== 401 || operation.descriptor.security.length === 0;

  expect(media.examples.length, `${operation.name} ${status} has an example`).toBeGreaterThan(0);
  for (const { value } of media.examples) {
    const id = `${description.locate(schema.resolved).pointer} ${JSON.stringify(value)}`;
    const changes = tried.has(id) ? [...changesOf(value)].slice(0, 2) : changesOf(value);
    tried.add(id);
    for (const change of changes) {
      const label = `${operation.name} ${status} ${change.what}`;
      const expected = expectedOf(description, validator, schema, change.value);
      const { issues = [] } = validate(change.value);
      const said = (breaking: boolean) =>
        sorted(issues.filter((issue) => issue.breaking === breaking).map(({ kind, path }) => `${kind} ${formatPointer(path.map(String))}`));
      expect(said(true), label).toEqual(expected.breaking);
      if (expected.news) expect(said(false), label).toEqual(expected.news);
      expect(JSON.stringify(issues), label).not.toContain(CANARY);
      if (!isCallable) continue;

      records.length = 0;
      body = JSON.stringify(change.value);
      const outcome = await reporting[operation.name]!.result(operation.input());
      expect(dataOf(outcome), label).toEqual(JSON.parse(body));
      expectRecords(records, issues, { api: subject.api, operation: operation.name, status }, label);

      const refused = await refusing[operation.name]!.result(operation.input());
      const thrown = refused.ok ? undefined : refused.error;
      if (issues.length === 0) expect(isDriftError(thrown), label).toBe(false);
      else if (!isDriftError(thrown)) expect.fail(`${label}: strict let it pass`);
      else expect(thrown.drift, label).toEqual(records);
    }
  }
}

function dataOf(
  outcome: Awaited<ReturnType<Subject["create"]>[string]["result"] extends (...args: never) => infer R ? R : never>,
): unknown {
  return outcome.ok ? outcome.data : (outcome.error as ApiError).body;
}

function expectRecords(records: readonly Drift[], issues: readonly Pick<Drift, "kind" | "pointer">[], at: object, label: string): void {
  const text = ({ kind, pointer }: Pick<Drift, "kind" | "pointer">) => `${kind} ${pointer}`;
  // Items of one list that differ in the same way are one record.
  const first = (one: string) => one.replace(/\/\d+(?=\/|$)/g, "/*");
  expect(sorted(records.map((record) => first(text(record)))), label).toEqual(sorted(issues.map((issue) => first(text(issue)))));
  for (const record of records) {
    expect(record, label).toMatchObject({ ...at, requestId: "r-1" });
    expect(record.schemaPointer, label).toMatch(/^[\w./-]+\.yaml#\//);
    expect(JSON.parse(JSON.stringify(record)), label).toEqual(record);
  }
  expect(new Set(records.map(({ fingerprint }) => fingerprint)).size, label).toBe(records.length);
}

/**
 * `unknown` where the output of every validator is what the client gives for its operation and status; else the operations where it is not.
 * For the compiler only.
 */
export type SameAnswers<Client, Validation> = [Differing<Client, Validation>] extends [never]
  ? unknown
  : { readonly differing: Differing<Client, Validation> };

type Differing<Client, Validation> = {
  [Op in keyof Validation]: Op extends keyof Client
    ? {
        [Status in keyof Validation[Op]]: Fits<Output<Validation[Op][Status]>, Given<Client[Op], Status>> extends true
          ? never
          : [Op, Status];
      }[keyof Validation[Op]]
    : [Op];
}[keyof Validation];

type Output<Schema> = Schema extends { readonly "~standard": { readonly types?: { readonly output: infer Data } | undefined } }
  ? Data
  : never;

/** The body of the error of that status, or the data of a success. */
type Given<Operation, Status> =
  Operation extends Call<never, infer Data, infer Failure>
    ? [BodyOf<Failure, Status>] extends [never]
      ? Data
      : BodyOf<Failure, Status>
    : never;

/** `never` where no error has that status: the body of `NoOtherStatus` is `never` too. */
type BodyOf<Failure, Status> = Extract<Failure, { readonly status: Status; readonly body: unknown }>["body"];

/** One answer of several may be one member of the union. */
type Fits<Data, Whole> = Equal<Data, Whole> extends true ? true : Equal<Data, Extract<Whole, Data>>;

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
