import type { IncomingMessage } from "node:http";
import { joined } from "../fetched.js";
import type { Arrival } from "../request.js";

const NOTHING = new Uint8Array(0);

/** A request as it arrives at a socket. */
export class SocketArrival implements Arrival {
  readonly method: string;
  readonly target: string;
  readonly #incoming: IncomingMessage;

  constructor(incoming: IncomingMessage) {
    this.method = incoming.method ?? "GET";
    this.target = incoming.url ?? "/";
    this.#incoming = incoming;
  }

  header(name: string): string | undefined {
    const value = this.#incoming.headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
  }

  async bytes(limit: number): Promise<Uint8Array | undefined> {
    // These have no body that a server would look at; Node throws away what comes all the same.
    if (this.method === "GET" || this.method === "HEAD") return NOTHING;
    if (Number(this.#incoming.headers["content-length"] ?? 0) > limit) return undefined;
    return new Promise((resolve, reject) => {
      const chunks: Uint8Array[] = [];
      let size = 0;
      this.#incoming
        .on("data", (chunk: Uint8Array) => {
          size += chunk.length;
          if (size <= limit) chunks.push(chunk);
          // The rest is read and thrown away: who is still sending would not look for an answer.
          else resolve(undefined);
        })
        .on("end", () => resolve(joined(chunks, size)))
        .on("error", reject);
    });
  }
}
