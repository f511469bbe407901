import type { At } from "./errors/gatehouse-error.js";
import type { TransportError } from "./errors/index.js";
import type { CallOptions } from "./seams.js";

declare const failure: unique symbol;

/** What `isApiError` and `result` know about an operation: its name and the type of its declared errors. */
export interface Fails<Failure> extends At {
  readonly [failure]?: Failure;
}

/** The outcome of `result`: nothing was thrown, whatever happened. */
export type Result<Data, Failure> =
  | { readonly ok: true; readonly data: Data; readonly status: number; readonly headers: Headers }
  | { readonly ok: false; readonly error: Failure | TransportError };

/** What every operation has beside its call signature. */
export interface Call<Input extends readonly unknown[], Data, Failure> extends Fails<Failure> {
  /** As the call, but resolves to a `Result` and never rejects. Gives status and headers too. */
  result(...input: Input): Promise<Result<Data, Failure>>;
}

/** What an operation with pages has. */
export interface Pages<Input extends readonly unknown[], Page, Item> {
  /** Page after page, from the one that the input asks for to the last. */
  pages(...input: Input): AsyncIterable<Page>;
  /** Item after item, over all pages. */
  items(...input: Input): AsyncIterable<Item>;
}

/** A long-running job of the server's. */
export interface Job<Data, Progress> {
  readonly id: string;
  /** Asks once how the job stands. */
  poll(options?: CallOptions): Promise<Progress>;
  /**
   * Polls until the job has ended, then fetches its result. Pauses grow from 0.5 s to 10 s. The deadline counts for all of it; without one
   * it waits as long as the job takes.
   *
   * @throws {JobError} when the job failed or was cancelled, or its result was read before.
   */
  wait(options?: CallOptions & { readonly onProgress?: ((progress: Progress) => void) | undefined }): Promise<Data>;
  /** Text that `resume` of the same operation turns back into a job, in another process. Holds no secret. */
  serialize(): string;
}

/** What an operation that starts a job has. */
export interface Resumes<Data, Progress> {
  /** @throws {TypeError} when the text is not that of a job of this operation. */
  resume(text: string): Job<Data, Progress>;
}
