import { referencesExist as check, extensionsAreValid } from "@gatehouse/description";
import { gatehouseRule } from "../gatehouse-rule.js";

/** Operations, statuses, parameters and properties that `x-` keys and links name are there. Keys of a wrong shape name nothing yet. */
export const referencesExist = gatehouseRule((description) => (extensionsAreValid(description).length > 0 ? [] : check(description)));
