import type { Description, OperationView, XLaw } from "@gatehouse/description";
import { type ClaimView, claimsOf } from "./claims.js";
import { code } from "./type-text.js";

/** A rule that no schema can say, with what it rests on. */
export interface LawView {
  readonly law: XLaw["law"];
  /** Markdown. */
  readonly sentence: string;
  readonly claims: readonly ClaimView[];
}

/** The rules beyond the schema, each with its own claims: one may be the vendor's word and the next one our reading. */
export function lawViews(description: Description, operation: OperationView): readonly LawView[] {
  return operation.laws.map((law) => ({
    law: law.law,
    sentence: sentence(law),
    claims: claimsOf(description, law, ["meaning", "status"]),
  }));
}

function sentence(law: XLaw): string {
  switch (law.law) {
    case "unique":
      return `No two objects of the same ${law.scope} share ${code(dotted(law.property))}: a value that is taken answers ${law.status}.`;
    case "round-trip": {
      const except = law.except?.length ? `, except ${law.except.map((one) => code(dotted(one))).join(", ")}` : "";
      return `What is written here is what ${code(law.read)} gives back${except}.`;
    }
    case "gone-after-delete":
      return `Afterwards ${law.reads.map(code).join(" and ")} answer${law.reads.length > 1 ? "" : "s"} ${law.status} for the same id.`;
    case "readable-once":
      return `It can be read once: a second read answers ${law.then}.`;
    case "quota":
    case "state":
      return `${law.note} Then the answer is ${law.status}.`;
    case "child-follows-parent":
      return `Each ${law.child} that belongs to the object follows its ${law.on === "delete" ? "deletion" : "lock"}.`;
  }
}

/** `/entitlements/quantity` → `entitlements.quantity`. */
function dotted(pointer: string): string {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");
}
