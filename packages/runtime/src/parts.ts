import { ConfigurationError } from "./errors/configuration-error.js";
import type { FormOf } from "./form.js";
import type { JobsOf } from "./job.js";
import type { ListOf } from "./lists.js";
import type { OperationDescriptor } from "./operation.js";
import type { PagesOf } from "./paging.js";
import type { Supplying } from "./transforms.js";

declare const isPart: unique symbol;

/** Something of the runtime that only some operations need. Descriptors refer to it; what it does is the runtime's own business. */
export interface Part {
  readonly [isPart]: true;
}

/** The parts that an operation needs. A bundler drops those to which no operation of a client refers. */
export interface Parts {
  /** Needed with `pagination`. */
  readonly pages?: Part;
  /** Needed with `job`. */
  readonly jobs?: Part;
  /** Needed where a form is sent. */
  readonly forms?: Part;
  /** Needed where a parameter may be a list or an object. */
  readonly lists?: Part;
  /** Needed by the operation of a login that sends more than credentials as they are. */
  readonly transforms?: Part;
}

interface Contents {
  readonly pages: PagesOf;
  readonly jobs: JobsOf;
  readonly forms: FormOf;
  readonly lists: ListOf;
  readonly transforms: Supplying;
}

/** Makes a part of what is in it. */
export function hidden(content: Contents[keyof Contents]): Part {
  return content as unknown as Part;
}

/** What is in a part, where the operation has it. */
export function partOf<Name extends keyof Parts>({ parts }: OperationDescriptor, name: Name): Contents[Name] | undefined {
  return parts?.[name] as unknown as Contents[Name] | undefined;
}

/**
 * What is in a part that the operation needs.
 *
 * @throws {ConfigurationError} where its descriptor, which somebody wrote by hand, has it not.
 */
export function part<Name extends keyof Parts>(descriptor: OperationDescriptor, name: Name): Contents[Name] {
  const found = partOf(descriptor, name);
  const { api, id } = descriptor;
  if (!found) throw lacks(api, `the part ${name}`, id);
  return found;
}

/**
 * Makes sure that an operation has another one that it needs: a client of some operations may have been given too few.
 *
 * @throws {ConfigurationError}
 */
export function needs({ api, id }: OperationDescriptor, operations: object, other: string | undefined): void {
  if (other !== undefined && !(other in operations)) throw lacks(api, other, id);
}

function lacks(api: string, what: string, by: string): ConfigurationError {
  return new ConfigurationError({ api, option: "operations" }, `lack ${what}, which ${by} needs`);
}
