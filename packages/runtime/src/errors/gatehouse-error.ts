/** Where an error happened. */
export interface At {
  /** The API's name: `entrust-idaas`. */
  readonly api: string;
  /** The operation's id: `getTenant`. */
  readonly operation: string;
  /** The call's number, as its events have it. Only where somebody observes. */
  readonly call?: number | undefined;
}

/** Where an error happened, with what is known of the request. */
export interface Where extends At {
  readonly requestId?: string | undefined;
  readonly attempts?: number | undefined;
}

// Survives two copies of the runtime in one process, which `instanceof` does not.
const brand = Symbol.for("gatehouse.error");

/**
 * What errors hold of the server's own words. Not a field: printing and serialising an error must not show it, because nobody knows what a
 * server repeats in there.
 */
export const told = new WeakMap<object, unknown>();

/**
 * Everything that a call can throw. `code` says which class it is; `requestId` is the server's id of the request, where it gave one.
 * No message and no field holds a credential or biometric material, so an error can be logged as it is, in whatever way.
 */
export abstract class GatehouseError extends Error {
  abstract readonly code: string;
  declare readonly api: string;
  declare readonly operation: string;
  /** The call's number, as its events have it; only where the client has an observer. */
  declare readonly call: number | undefined;
  /** Value of the answer's `x-request-id` header, where there was an answer with one. */
  declare readonly requestId: string | undefined;
  /** How often the operation was sent; 0 where the error came before the first sending. */
  declare readonly attempts: number;

  /** @param where Also the fields that the class itself declares: all of them become the error's own. */
  constructor(message: string, where: Where, options?: ErrorOptions) {
    super(message, options);
    Object.assign(this, where, { requestId: where.requestId, attempts: where.attempts ?? 0 });
    Object.defineProperty(this, brand, { value: true });
  }

  /** What `JSON.stringify` writes: the message and the fields. */
  toJSON(): object {
    return { ...this, message: this.message };
  }
}

/** True for everything that a call of any client throws. */
export function isGatehouseError(error: unknown): error is GatehouseError {
  return typeof error === "object" && error !== null && brand in error;
}

/** The guards of the single classes, by `code` rather than `instanceof`. */
export function hasCode<Class extends GatehouseError>(error: unknown, code: Class["code"]): error is Class {
  return isGatehouseError(error) && error.code === code;
}
