import { assumedHasReason as check } from "@gatehouse/description";
import { gatehouseRule } from "../gatehouse-rule.js";

/** Level, source and note of a claim fit together; above all, what is assumed says why. */
export const assumedHasReason = gatehouseRule(check);
