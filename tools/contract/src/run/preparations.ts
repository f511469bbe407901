import type { Description } from "@gatehouse/description";
import type { Case } from "../case.js";
import type { Exchange, Outcome } from "../exchange.js";

/** Kinds of cases that ask about one call: they do not mind what another such call left behind, as long as it was the same operation. */
const SHARING: ReadonlySet<Case["kind"]> = new Set(["boundary", "random", "credential", "permission", "isolation"]);

/**
 * On a server with one state, what was made for a case serves the next case of the same operation, unless the call used it up. Making it may
 * take a job that runs for seconds.
 */
export class Preparations {
  readonly #description: Description;
  readonly #kept = new Map<string, readonly Exchange[]>();

  constructor(description: Description) {
    this.#description = description;
  }

  /** What the steps before the call were answered with, if it is still good. */
  take(one: Case): readonly Exchange[] | undefined {
    const key = keyOf(one);
    return key === undefined ? undefined : this.#kept.get(key);
  }

  /** Keeps what a case has made, or forgets what it has used up. */
  settle(one: Case, outcome: Outcome): void {
    const key = keyOf(one);
    if (key === undefined) return;
    if (outcome.kind === "answered" && this.#isUntouched(one, outcome.exchanges.at(-1)!))
      this.#kept.set(key, outcome.exchanges.slice(0, -1));
    else this.#kept.delete(key);
  }

  forget(one: Case): void {
    const key = keyOf(one);
    if (key !== undefined) this.#kept.delete(key);
  }

  /** Refused, only read, or changed in a way that a second change does not mind. */
  #isUntouched(one: Case, { response }: Exchange): boolean {
    if (response.status >= 400 && response.status < 500) return true;
    const { retry, resource } = this.#description.operation(one.operation);
    return retry === "safe" || (retry === "idempotent" && (resource?.role === "update" || resource?.role === "act"));
  }
}

/** Cases of the same operation and the same preparation share; those without one have nothing to share. */
function keyOf(one: Case): string | undefined {
  if (!SHARING.has(one.kind) || one.steps.length < 2) return undefined;
  return `${one.operation}\n${JSON.stringify(one.steps.slice(0, -1))}`;
}
