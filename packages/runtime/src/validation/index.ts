export { DriftError, isDriftError } from "../errors/drift-error.js";
export { type AnswerIssue, type AnswerSchema, answer, type Validators } from "./answer.js";
export type { Drift, DriftKind } from "./drift.js";
export { date, dateTime, email, type Format, hostname, int32, int64, ipv4, uri, uriReference, uuid } from "./formats.js";
export type { Schema, SchemaObject, SchemaType } from "./schema.js";
export { report, strict } from "./watch.js";
