import { expect, test } from "vitest";
import { shelf } from "../../test/shelf.js";
import { apiPage } from "./api-page.js";
import { operationPage } from "./operation-page.js";

async function page() {
  const description = await shelf();
  return apiPage(
    description,
    description.operations.map((operation) => operationPage(description, operation)),
  );
}

test("the login is told step by step", async () => {
  expect((await page()).logins[0]?.steps).toEqual([
    "Call `login` with your `user` as `user` of the body and your `password` as `password` of the body.",
    "The token is `token` of the answer. It counts for as many seconds as `seconds` of the answer says.",
    "Send it with every request in the header `Authorization`: `Bearer <token>`.",
  ]);
});

test("the first call is the login, as data for the server", async () => {
  expect((await page()).firstCall).toEqual({
    operationId: "login",
    method: "POST",
    path: "/login",
    query: [],
    headers: [],
    body: [
      ["user", { credentials: ["user"] }],
      ["password", { credentials: ["password"] }],
    ],
  });
});

test("operations stand under their tags in the description's order", async () => {
  expect((await page()).groups).toMatchObject([
    { name: "Books", operations: [{ operation: { id: "login" } }, { operation: { id: "addBook" } }, { operation: { id: "getBook" } }] },
  ]);
});

test("claims are counted as they are written, not as often as pages show them", async () => {
  const { evidence } = await page();
  expect(evidence.counts).toMatchObject({ assumed: 5, sibling: 1, example: 1 });
  expect(evidence.total).toBe(Object.values(evidence.counts).reduce((sum, count) => sum + count));
});
