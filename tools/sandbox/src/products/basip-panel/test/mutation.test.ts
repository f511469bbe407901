import { testMutations } from "../../../../test/suite/mutation.js";
import { checked } from "./checked.js";

testMutations(checked, {
  insert: ["tokens", "identifiers", "apartments", "timeProfiles", "faceJobs"],
  update: ["identifiers", "apartments", "timeProfiles", "counters"],
  delete: ["tokens", "identifiers", "apartments", "timeProfiles", "faceJobs"],
});
