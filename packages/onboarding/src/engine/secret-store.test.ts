import { expect, test } from "vitest";
import { memorySecrets } from "../../test/support/memory.js";
import { Hidden, secretsOf } from "./secret-store.js";

test("a secret is hidden wherever it stands, the longer one of two first", () => {
  const hidden = new Hidden();
  for (const secret of ["", "abc", "abcdef"]) hidden.know(secret);
  expect(hidden.in("x abcdef y abc z")).toBe("x [secret] y [secret] z");
});

test("what a step keeps or reads is hidden from then on", async () => {
  const hidden = new Hidden();
  const store = memorySecrets();
  const owner = { customer: "birch-bank", vendor: "entrust-idaas" };
  await store.set(owner, "old", "kept-before");
  const secrets = secretsOf(store, owner, hidden);
  await secrets.set("new", "kept-now");
  expect(await secrets.get("old")).toBe("kept-before");
  expect(hidden.in("kept-before kept-now")).toBe("[secret] [secret]");
});
