export type { Call, Fails, Job, Pages, Result, Resumes } from "./call.js";
export { createClient } from "./client.js";
export { systemClock } from "./clock.js";
export type { Transforms } from "./context.js";
export * from "./errors/index.js";
export { forms } from "./form.js";
export { jobs } from "./job.js";
export { lists } from "./lists.js";
export type {
  ApiDescriptor,
  BodyDescriptor,
  CredentialSource,
  JobDescriptor,
  LoginDescriptor,
  Method,
  OperationDescriptor,
  PaginationDescriptor,
  ParameterDescriptor,
  Pointer,
  Style,
} from "./operation.js";
export { pages } from "./paging.js";
export type { Part, Parts } from "./parts.js";
export type { AnswerPlace, CallEvent, CallOptions, ClientOptions, Clock, Fetch, Observer, Token, TokenStore, Validation } from "./seams.js";
export { memoryTokens } from "./token-store.js";
export { transforms } from "./transforms.js";
export { type Transport, transportOf } from "./transport.js";
