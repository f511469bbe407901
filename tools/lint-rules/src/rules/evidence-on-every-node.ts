import { evidenceOnEveryNode as check } from "@gatehouse/description";
import { gatehouseRule } from "../gatehouse-rule.js";

/** Everything that is a claim about the vendor says where it comes from. */
export const evidenceOnEveryNode = gatehouseRule(check);
