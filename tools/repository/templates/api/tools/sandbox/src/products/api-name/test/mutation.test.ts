import { testMutations } from "../../../../test/suite/mutation.js";
import { checked } from "./checked.js";

testMutations(checked, {});
