import type { Checked, Reach } from "../../../../test/suite/check.js";
import { product } from "../index.js";
import { checks } from "./checks.js";

/** Api Name and all that is checked of it. */
export const checked: Checked<Reach> = { product, checks, target: (reach) => reach };
