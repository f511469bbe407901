import { sourceRefExists as check } from "@gatehouse/description";
import { gatehouseRule } from "../gatehouse-rule.js";

/** What a claim refers to is listed in `sources.yaml`. */
export const sourceRefExists = gatehouseRule(check);
