import { extensionsAreValid as check } from "@gatehouse/description";
import { gatehouseRule } from "../gatehouse-rule.js";

/** Every `x-` key is known, stands where it has a meaning, and has a value of its shape. */
export const extensionsAreValid = gatehouseRule(check);
