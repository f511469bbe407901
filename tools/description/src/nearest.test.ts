import { expect, test } from "vitest";
import { nearest } from "./nearest.js";

test.each([
  ["listTenant", ["getTenants", "listTenants"], "listTenants"],
  ["LISTTENANTS", ["listTenants"], "listTenants"],
  ["x-retri", ["x-retry", "x-resource"], "x-retry"],
  ["abc", ["xyz", "completely different"], undefined],
  ["abc", [], undefined],
])("nearest to %s among %j is %s", (name, candidates, expected) => {
  expect(nearest(name, candidates)).toBe(expected);
});
