import type { Secrets } from "./step.js";

/** Whose secrets. */
export interface SecretOwner {
  /** The customer's domain. */
  readonly customer: string;
  readonly vendor: string;
}

/**
 * Where secrets that are shown once, or that open a door, are kept. The seam for a vault: `gatehouse-onboarding` ships one that keeps files.
 *
 * `set` has to have kept the value when it resolves: a moment later the process may be gone, and no vendor tells it again.
 */
export interface SecretStore {
  /** Where a person finds the customer's secrets. */
  place(customer: string): string;
  get(owner: SecretOwner, name: string): Promise<string | undefined>;
  set(owner: SecretOwner, name: string, value: string): Promise<void>;
  /** Forgets all secrets of an owner; none is no failure. */
  forget(owner: SecretOwner): Promise<void>;
}

/** The secrets of one owner, each of which is hidden from then on. */
export function secretsOf(store: SecretStore, owner: SecretOwner, hide: Hidden): Secrets {
  return {
    async get(name) {
      const value = await store.get(owner, name);
      if (value !== undefined) hide.know(value);
      return value;
    },
    async set(name, value) {
      hide.know(value);
      await store.set(owner, name, value);
    },
  };
}

/** Texts without the secrets of this run: a vendor may repeat in a refusal what it was sent. */
export class Hidden {
  readonly #values = new Set<string>();

  know(secret: string): void {
    if (secret !== "") this.#values.add(secret);
  }

  in(text: string): string {
    // The longest first: one secret may be part of another.
    return [...this.#values].sort((a, b) => b.length - a.length).reduce((shown, secret) => shown.replaceAll(secret, "[secret]"), text);
  }
}
