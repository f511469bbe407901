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

/**
 * What an operation with pages has. Each page is a call of its own, made when it is asked for, with a deadline of its own. Leaving the loop ends
 * it; every new loop over the same iterable begins anew.
 *
 * A list that changes meanwhile is seen as the server shows it: where pages are numbered, take all items before you delete some of them.
 */
export interface Pages<Input extends readonly unknown[], Page, Item> {
  /**
   * Page after page, from the one that the input asks for to the last.
   *
   * @throws {DecodeError} when the server leads in a circle, so that there would be no end.
   */
  pages(...input: Input): AsyncIterable<Page>;
  /**
   * Item after item, over all pages.
   *
   * @throws {DecodeError} when the server leads in a circle, so that there would be no end.
   */
  items(...input: Input): AsyncIterable<Item>;
}

/** A long-running job of the server's. */
export interface Job<Data, Progress> {
  readonly id: string;
  /** Asks once how the job stands. */
  poll(options?: CallOptions): Promise<Progress>;
  /**
   * Polls until the job has ended, then fetches its result. Pauses grow from 0.5 s to 10 s; where the server asks for one with `Retry-After`
   * it is that one, up to a minute. The deadline counts for all of it; without one it waits as long as the job takes.
   *
   * `onProgress` is called with every answer about the state, before anything else is done with it, and awaited. What it throws ends the
   * waiting and not the job, which can be waited for again.
   *
   * @throws {JobError} when the job failed or was cancelled, or its result was read before.
   */
  wait(options?: CallOptions & { readonly onProgress?: ((progress: Progress) => void | Promise<void>) | undefined }): Promise<Data>;
  /** Text that `resume` of the same operation turns back into a job, in another process. Holds no secret. */
  serialize(): string;
}

/** What an operation that starts a job has. */
export interface Resumes<Data, Progress> {
  /** @throws {TypeError} when the text is not that of a job of this operation. */
  resume(text: string): Job<Data, Progress>;
}
