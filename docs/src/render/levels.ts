import type { Level } from "@gatehouse/description";

/** How a level is shown: told apart by its sign and its word, and only then by its colour. */
export interface LevelLook {
  readonly sign: string;
  /** One sentence for legends. */
  readonly means: string;
  /** True: somebody other than us has said or shown it for this product. */
  readonly certain: boolean;
}

export const LEVEL_LOOKS: Readonly<Record<Level, LevelLook>> = {
  documented: { sign: "✓", means: "The vendor's documentation or its own OpenAPI file says so.", certain: true },
  example: { sign: "“", means: "A vendor's example shows it; no text states it.", certain: true },
  observed: { sign: "◉", means: "Seen in a client that works with the real product.", certain: true },
  sibling: { sign: "≈", means: "Documented for another product family of the same vendor.", certain: false },
  assumed: { sign: "?", means: "Our inference or choice; the reason stands beside it.", certain: false },
};

/** `x-` keys and aspects as a reader knows them. */
const ABOUT: Readonly<Record<string, string>> = {
  exists: "that it exists",
  type: "its type",
  required: "whether it is required",
  enum: "its values",
  bounds: "its bounds",
  format: "its format",
  meaning: "what it means",
  status: "its status",
  location: "where it is",
  "x-access": "who may call it",
  "x-retry": "sending it twice",
  "x-laws": "the rules",
  "x-login": "the login",
  "x-on-invalid": "what happens to other values",
  "x-sensitive": "that it is secret",
  "x-lifecycle": "its releases",
};

/** `its type, its bounds`. */
export function aboutText(about: readonly string[]): string {
  return about.map((aspect) => ABOUT[aspect] ?? aspect).join(", ");
}
