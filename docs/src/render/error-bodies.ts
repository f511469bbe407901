import type { Field } from "../model/fields.js";
import type { ResponseSection } from "../model/responses.js";
import { slug } from "./slug.js";

/** A body that one or more error statuses share. */
export interface ErrorBody {
  /** Anchor. */
  readonly id: string;
  readonly model: string;
  readonly type: string;
  readonly statuses: readonly string[];
  readonly fields: readonly Field[];
}

/** The different bodies of an operation's errors, each with its statuses. */
export function errorBodies(errors: readonly ResponseSection[]): ErrorBody[] {
  const bodies = new Map<string, { body: Omit<ErrorBody, "statuses">; statuses: string[] }>();
  for (const { status, media } of errors) {
    for (const { model, type, fields } of media) {
      const id = `error-${slug(`${model} ${type}`)}`;
      const known = bodies.get(id);
      if (!known) bodies.set(id, { body: { id, model, type, fields }, statuses: [status] });
      else {
        known.statuses.push(status);
        // The fields of a model are listed where a page meets it first.
        if (known.body.fields.length === 0) known.body = { ...known.body, fields };
      }
    }
  }
  return [...bodies.values()].map(({ body, statuses }) => ({ ...body, statuses }));
}
