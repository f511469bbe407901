import type { OperationPage } from "../model/operation-page.js";
import { errorBodies } from "./error-bodies.js";

/** A heading for the table of contents beside the page. */
export interface Heading {
  readonly depth: number;
  readonly slug: string;
  readonly text: string;
}

/** The headings of an operation's page, in its order. */
export function headingsOf({ inputs, responses, laws, samples, links }: OperationPage): Heading[] {
  const headings: Heading[] = [];
  const add = (depth: number, slug: string, text: string, when = true) => {
    if (when) headings.push({ depth, slug, text });
  };
  add(2, "certainty", "What is certain here");
  add(2, "facts", "At a glance");
  add(3, "rules", "Rules that no schema can say", laws.length > 0);
  add(2, "samples", "Call it", samples.length > 0);
  add(2, "request", "Request");
  add(3, "request-path", "Path", inputs.path.length > 0);
  add(3, "request-query", "Query", inputs.query.length > 0);
  add(3, "request-headers", "Headers", inputs.headers.length > 0);
  add(3, "body", "Body", inputs.body !== undefined);
  add(2, "answers", "Answer");
  for (const one of responses) if (one.outcome === "success") add(3, one.id, `${one.status} ${one.phrase ?? ""}`.trim());
  const errors = responses.filter((one) => one.outcome === "error");
  add(2, "errors", "Errors", errors.length > 0);
  for (const body of errorBodies(errors)) add(3, body.id, `Body: ${body.model}`);
  add(2, "links", "Around it", links.next.length + links.before.length + links.sameResource.length > 0);
  add(2, "sources", "Sources");
  return headings;
}
