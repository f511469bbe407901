import { testMutations } from "../../../../test/suite/mutation.js";
import { checked } from "./checked.js";

testMutations(checked, { insert: ["tenants", "keys", "users"], update: ["tenants", "users"] });
