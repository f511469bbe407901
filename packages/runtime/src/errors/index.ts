import type { AbortedError } from "./aborted-error.js";
import type { AuthenticationError } from "./authentication-error.js";
import type { ConnectionError } from "./connection-error.js";
import type { DeadlineError } from "./deadline-error.js";
import type { DecodeError } from "./decode-error.js";
import type { DriftError } from "./drift-error.js";
import type { JobError } from "./job-error.js";
import type { PathParameterError } from "./path-parameter-error.js";
import type { UndeclaredStatusError } from "./undeclared-status-error.js";
import type { ValidationError } from "./validation-error.js";

export { AbortedError, isAbortedError } from "./aborted-error.js";
export { ApiError, isApiError, type NoOtherStatus } from "./api-error.js";
export { AuthenticationError, isAuthenticationError, type Suspect } from "./authentication-error.js";
export { ConfigurationError, isConfigurationError } from "./configuration-error.js";
export { ConnectionError, isConnectionError } from "./connection-error.js";
export { DeadlineError, isDeadlineError } from "./deadline-error.js";
export { DecodeError, isDecodeError } from "./decode-error.js";
export { DriftError, isDriftError } from "./drift-error.js";
export { type At, GatehouseError, isGatehouseError, type Where } from "./gatehouse-error.js";
export { isJobError, JobError } from "./job-error.js";
export { isPathParameterError, PathParameterError } from "./path-parameter-error.js";
export { isUndeclaredStatusError, UndeclaredStatusError } from "./undeclared-status-error.js";
export { isValidationError, ValidationError } from "./validation-error.js";

/** All that any call can throw beside the errors that its operation declares. Told apart by `code`. */
export type TransportError =
  | UndeclaredStatusError
  | DecodeError
  | DriftError
  | PathParameterError
  | ValidationError
  | AuthenticationError
  | ConnectionError
  | DeadlineError
  | AbortedError
  | JobError;
