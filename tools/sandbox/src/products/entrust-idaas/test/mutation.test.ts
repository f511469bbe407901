import { testMutations } from "../../../../test/suite/mutation.js";
import { checked } from "./checked.js";

testMutations(checked, {
  insert: ["tenants", "entitlements", "applications", "tokens", "operations", "identityProviders"],
  update: ["tenants", "entitlements", "operations", "identityProviders"],
  delete: ["tenants", "entitlements", "applications", "tokens", "identityProviders", "usage"],
});
