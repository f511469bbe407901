import type { Level } from "@gatehouse/description";

/** What a level means to a reader. Its sign and colour stand in `styles/evidence.css`. */
export interface LevelMeaning {
  /** One sentence for legends. */
  readonly means: string;
  /** True: somebody other than us has said or shown it for this product. */
  readonly certain: boolean;
}

export const LEVEL_MEANINGS: Readonly<Record<Level, LevelMeaning>> = {
  documented: { means: "The vendor's documentation or its own OpenAPI file says so.", certain: true },
  example: { means: "A vendor's example shows it; no text states it.", certain: true },
  observed: { means: "Seen in a client that works with the real product.", certain: true },
  sibling: { means: "Documented for another product family of the same vendor.", certain: false },
  assumed: { means: "Our inference or choice; the reason stands beside it.", certain: false },
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
  "x-access.confinedTo": "what it reaches",
  "x-access.foreign": "how others' objects are answered",
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
