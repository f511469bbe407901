import type { Checked } from "../../../../test/suite/check.js";
import { product } from "../index.js";
import { checks } from "./checks/index.js";
import { Target } from "./target.js";

/** The panel and all that is checked of it. */
export const checked: Checked<Target> = { product, checks, target: (reach) => new Target(reach) };
