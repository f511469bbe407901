/** The secrets that a run has met, so that they can be kept out of all that it says, wherever a server may have put them. */
export class Secrets {
  readonly #names = new Map<string, string>();

  /**
   * @param name How it is called where it is left out, such as a shell variable.
   */
  add(value: string, name: string): void {
    // What is short enough to stand anywhere by chance would blacken innocent text.
    if (value.length < 6 || this.#names.has(value)) return;
    for (const form of new Set([value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)])) this.#names.set(form, name);
  }

  /** A text with every secret replaced by `‹name›`. */
  redact(text: string): string {
    let result = text;
    // The longest first: one secret may be part of another.
    for (const [value, name] of [...this.#names].sort(([a], [b]) => b.length - a.length)) {
      if (result.includes(value)) result = result.replaceAll(value, () => redacted(name));
    }
    return result;
  }
}

/** What stands in the place of a secret. */
export function redacted(name: string): string {
  return `‹${name}›`;
}
