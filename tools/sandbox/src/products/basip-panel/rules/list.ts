import type { Rules } from "../../../rule.js";
import { saying } from "./saying.js";

export const listRules: Rules<{ readonly filter: "none" | "known" | "unknown" }> = {
  "filter-known": saying("Wrong filter", ({ filter }) => filter === "unknown", { basis: "ours" }),
};
