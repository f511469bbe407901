import type { Sample } from "@gatehouse/codegen";
import type { Description, Level, OperationView, XScope } from "@gatehouse/description";
import { LEVELS } from "@gatehouse/description";
import { type AccessView, accessView } from "./access.js";
import { type ClaimView, claimsOf, claimsOfUse, type SourceLink, sameClaim } from "./claims.js";
import { type Field, parameterFields } from "./fields.js";
import { type LawView, lawViews } from "./laws.js";
import { type LifecycleView, lifecycleView } from "./lifecycle.js";
import { type RelatedOperations, relatedOperations } from "./related.js";
import { type MediaSection, mediaSections, type ResponseSection, ROOM, responseSections } from "./responses.js";
import { type RetryView, retryView } from "./retry.js";

/**
 * Everything that the page of an operation says: plain data, made from the description once. HTML, Markdown and `llms.txt` render this
 * value and nothing else, so they cannot disagree.
 */
export interface OperationPage {
  readonly operation: OperationFacts;
  readonly evidence: PageEvidence;
  readonly access: AccessView;
  readonly retry: RetryView;
  readonly inputs: Inputs;
  readonly responses: readonly ResponseSection[];
  readonly laws: readonly LawView[];
  readonly samples: readonly Sample[];
  readonly links: RelatedOperations;
}

/** What an operation is. */
export interface OperationFacts {
  readonly api: string;
  readonly apiTitle: string;
  readonly vendorRelease: string;
  readonly id: string;
  readonly vendorId: string | undefined;
  readonly method: string;
  readonly path: string;
  /** Name of the server, where the API has more than one. */
  readonly server: string | undefined;
  readonly title: string;
  /** Markdown. */
  readonly description: string | undefined;
  readonly tag: string | undefined;
  readonly deprecated: boolean;
  readonly scope: XScope;
  readonly lifecycle: LifecycleView | undefined;
  readonly claims: readonly ClaimView[];
}

/** What goes into a request. */
export interface Inputs {
  readonly path: readonly Field[];
  readonly query: readonly Field[];
  readonly headers: readonly Field[];
  readonly body:
    | {
        readonly required: boolean;
        readonly description: string | undefined;
        readonly media: readonly MediaSection[];
        readonly claims: readonly ClaimView[];
      }
    | undefined;
}

/** How sure the page is of itself. */
export interface PageEvidence {
  readonly counts: Readonly<Record<Level, number>>;
  readonly total: number;
  /** Every claim that is not the vendor's own word on this product: `sibling` and `assumed`, with where it stands. */
  readonly inferred: readonly Inferred[];
  /** The sources that claims of the page name, in the order of their first use. */
  readonly sources: readonly SourceLink[];
}

/** A claim of ours, and where on the page it stands. */
export interface Inferred {
  readonly where: string;
  readonly anchor: string;
  readonly claim: ClaimView;
}

/** Builds the page of one operation. */
export function operationPage(description: Description, operation: OperationView, samples: readonly Sample[] = []): OperationPage {
  const inputs = inputsOf(description, operation);
  const responses = responseSections(description, operation);
  const access = accessView(description, operation);
  const retry = retryView(description, operation);
  const laws = lawViews(description, operation);
  const facts = factsOf(description, operation);
  return {
    operation: facts,
    evidence: evidenceOf({ operation: facts, access, retry, inputs, responses, laws }),
    access,
    retry,
    inputs,
    responses,
    laws,
    samples,
    links: relatedOperations(description, operation),
  };
}

function factsOf(description: Description, operation: OperationView): OperationFacts {
  return {
    api: description.id,
    apiTitle: description.title,
    vendorRelease: description.vendorRelease,
    id: operation.id,
    vendorId: operation.vendorId,
    method: operation.method,
    path: operation.path,
    server: operation.server,
    title: operation.summary ?? operation.id,
    description: operation.description,
    tag: operation.tags[0],
    deprecated: operation.deprecated,
    scope: operation.scope,
    lifecycle: lifecycleView(description, operation.lifecycle),
    claims: claimsOf(description, operation.node, ["exists", "location", "meaning", "status"]),
  };
}

function inputsOf(description: Description, operation: OperationView): Inputs {
  const of = (place: string) =>
    operation.parameters.filter((one) => one.in === place).flatMap((one) => parameterFields(description, one, ROOM.request));
  const { body } = operation;
  return {
    path: of("path"),
    query: of("query"),
    headers: [...of("header"), ...of("cookie")],
    body: body && {
      required: body.required,
      description: body.description,
      media: mediaSections(description, body.media, "body", ROOM.request),
      claims: claimsOfUse(description, body.use, body.node, ["exists", "required", "meaning"]),
    },
  };
}

function evidenceOf(page: Omit<OperationPage, "evidence" | "samples" | "links">): PageEvidence {
  const counts = Object.fromEntries(LEVELS.map((level) => [level, 0])) as Record<Level, number>;
  const inferred: Inferred[] = [];
  const sources = new Map<string, SourceLink>();
  for (const { where, anchor, claims } of claimHolders(page)) {
    for (const claim of claims) {
      counts[claim.level]++;
      if (claim.source && !sources.has(claim.source.key)) sources.set(claim.source.key, claim.source);
      if (claim.level === "assumed" || claim.level === "sibling") inferred.push({ where, anchor, claim });
    }
  }
  return { counts, total: LEVELS.reduce((sum, level) => sum + counts[level], 0), inferred, sources: [...sources.values()] };
}

/** Everything on the page that carries claims, in the order of the page. */
function* claimHolders({
  operation,
  access,
  retry,
  inputs,
  responses,
  laws,
}: Omit<OperationPage, "evidence" | "samples" | "links">): Generator<{ where: string; anchor: string; claims: readonly ClaimView[] }> {
  yield { where: "the operation", anchor: "operation", claims: operation.claims };
  // What follows is claimed on the same node: only what is claimed apart from the whole counts again.
  const apart = (claims: readonly ClaimView[]) => claims.filter((claim) => !operation.claims.some((one) => sameClaim(one, claim)));
  yield { where: "who may call it", anchor: "access", claims: apart(access.claims) };
  yield { where: "sending it twice", anchor: "retry", claims: apart(retry.claims) };
  for (const law of laws) yield { where: "a rule", anchor: "rules", claims: law.claims };
  const { body } = inputs;
  const fields = [...inputs.path, ...inputs.query, ...inputs.headers, ...(body?.media.flatMap((media) => media.fields) ?? [])];
  for (const field of fields) yield { where: field.path, anchor: field.id, claims: field.claims };
  if (body) yield { where: "the body", anchor: "body", claims: body.claims };
  for (const response of responses) {
    yield { where: `answer ${response.status}`, anchor: response.id, claims: response.claims };
    for (const field of [...response.headers, ...response.media.flatMap((media) => media.fields)]) {
      yield { where: `${field.path} in answer ${response.status}`, anchor: field.id, claims: field.claims };
    }
  }
}
