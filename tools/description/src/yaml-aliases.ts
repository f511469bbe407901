import { DescriptionError } from "./description-error.js";

/**
 * How many nodes the aliases of one file may add to those written down. Generous for people (a shared example, a list of responses),
 * and far below what nine levels of nine aliases make.
 */
export const MAX_ALIAS_NODES = 100_000;

/**
 * Refuses a parsed YAML value whose aliases repeat more than `MAX_ALIAS_NODES` nodes, or that contains itself: a parser shares
 * aliased nodes, so such a file is small until something walks it.
 *
 * @throws {DescriptionError} naming the file.
 */
export function refuseAliasBombs(root: unknown, text: string, label: string): void {
  // Without an alias the value is a tree. The test may be true for plain text; then the count decides.
  if (!/(^|[\s,[{])\*[^\s,[\]{}]/.test(text)) return;
  const sizes = new Map<object, number | "open">();
  let distinct = 0;

  const sizeOf = (value: unknown): number => {
    if (typeof value !== "object" || value === null) return 1;
    const known = sizes.get(value);
    if (known === "open") {
      throw new DescriptionError({ what: "a YAML alias contains itself", at: label, right: "use $ref for what refers to itself" });
    }
    if (known !== undefined) return known;
    sizes.set(value, "open");
    distinct += 1;
    let size = 1;
    for (const child of Object.values(value)) {
      if (typeof child !== "object" || child === null) distinct += 1;
      size += sizeOf(child);
    }
    sizes.set(value, size);
    return size;
  };

  const size = sizeOf(root);
  if (size - distinct > MAX_ALIAS_NODES) {
    throw new DescriptionError({
      what: "YAML aliases multiply without bound",
      at: label,
      right: `aliases may repeat at most ${MAX_ALIAS_NODES} nodes; use $ref for more`,
    });
  }
}
