import { expect, test } from "vitest";
import { customerNamed } from "./customer.js";

test.each([
  ["Birch Bank", "birch-bank"],
  ["  Bäckerei Birke & Söhne ", "backerei-birke-sohne"],
  ["7-Eleven!", "7-eleven"],
  [`${"x".repeat(30)} ${"y".repeat(29)}`, `${"x".repeat(30)}-${"y".repeat(29)}`],
])("%j has the domain %s", (name, domain) => {
  expect(customerNamed(name)).toEqual({ name: name.trim(), domain, contact: `admin@${domain}.example` });
});

test("domain and contact can be given", () => {
  expect(customerNamed("株式会社", { domain: "Kaisha", contact: "mira@kaisha.example" })).toEqual({
    name: "株式会社",
    domain: "kaisha",
    contact: "mira@kaisha.example",
  });
});

test.each([
  [" ", {}, "--customer is no name"],
  ["x".repeat(61), {}, "--customer is no name"],
  ["株式会社", {}, "no domain follows from the name 株式会社"],
  ["Birch", { domain: "birch.bank" }, "--domain birch.bank is none"],
  ["Birch", { domain: "-birch" }, "--domain -birch is none"],
  ["Birch", { contact: "mira" }, "--contact mira is no e-mail address"],
])("%j with %j is refused: %s", (name, given, message) => {
  expect(() => customerNamed(name, given)).toThrow(message);
});
