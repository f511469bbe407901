import type { Sandbox } from "../../src/index.js";

/** A request that a fresh sandbox accepts, below the product's base URL. */
export interface GoodRequest {
  readonly method: string;
  readonly path: `/${string}`;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as `multipart/form-data`, instead of `body`. */
  readonly form?: () => FormData;
  /** The account whose credentials go with it, where the product's first will not do. */
  readonly as?: string;
  /** Beside what `signIn` gives. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a product's `corpus.ts` exports as `corpus`: one good request per operation, from which bad ones are made. */
export interface Corpus {
  /** Headers that authorise requests of an account; default: the product's first. */
  signIn(sandbox: Sandbox, account?: string): Promise<Readonly<Record<string, string>>>;
  readonly requests: readonly GoodRequest[];
}

/** A good request as it goes over the wire. */
export interface EncodedRequest {
  readonly method: string;
  readonly path: string;
  readonly as: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
}

/** Writes a request's body, and says in its headers what it is. */
export async function encoded({ method, path, body, form, as, headers }: GoodRequest): Promise<EncodedRequest> {
  const plain = { method, path, as };
  if (form) {
    const written = new Response(form());
    const bytes = new Uint8Array(await written.arrayBuffer());
    return { ...plain, headers: { ...headers, "content-type": written.headers.get("content-type")! }, body: bytes };
  }
  if (body === undefined) return { ...plain, headers: { ...headers }, body };
  return { ...plain, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
}
