import { testMutations } from "../../../../test/suite/mutation.js";
import { checked } from "./checked.js";

testMutations(checked, {
  insert: ["tokens", "persons", "memberships", "enrolments", "applicationLinks", "algorithmLinks"],
  update: ["tenants", "enrolments", "algorithmLinks"],
  delete: ["memberships", "applicationLinks", "algorithmLinks"],
});
