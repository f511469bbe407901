import { CommandError } from "@gatehouse/command-line";

/** Who is brought in. Everything that bears a name at a vendor is named after it. */
export interface Customer {
  /** "Birch Bank" */
  readonly name: string;
  /** `birch-bank`: one DNS label, the customer's key in the journal. */
  readonly domain: string;
  /** E-mail address of the person who is the customer's first user everywhere. */
  readonly contact: string;
}

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * A customer by name.
 *
 * @param given What is not to follow from the name.
 * @throws {CommandError} where the name gives no domain, or what is given cannot be one.
 */
export function customerNamed(name: string, given: { readonly domain?: string; readonly contact?: string } = {}): Customer {
  const trimmed = name.trim();
  if (trimmed === "" || trimmed.length > 60)
    throw new CommandError("--customer is no name", { hint: 'give 1 to 60 characters, such as "Birch Bank"' });
  const domain = (given.domain ?? labelOf(trimmed)).toLowerCase();
  if (!LABEL.test(domain)) {
    const hint = "--domain takes one DNS label: up to 63 letters a to z, digits and inner hyphens";
    throw new CommandError(given.domain === undefined ? `no domain follows from the name ${trimmed}` : `--domain ${domain} is none`, {
      hint,
    });
  }
  const contact = given.contact ?? `admin@${domain}.example`;
  if (!/^[^\s@]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(contact))
    throw new CommandError(`--contact ${contact} is no e-mail address`, { hint: "such as mira@birch-bank.example" });
  return { name: trimmed, domain, contact };
}

/** "Bäckerei Birke & Söhne" → `backerei-birke-sohne`. */
function labelOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 63)
    .replace(/-+$/, "");
}
