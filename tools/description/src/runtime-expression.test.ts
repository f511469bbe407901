import { expect, test } from "vitest";
import { isRuntimeExpression, parseRuntimeExpression } from "./runtime-expression.js";

test.each([
  ["$request.path.id", { source: "request", place: "path", name: "id" }],
  ["$request.query.a.b", { source: "request", place: "query", name: "a.b" }],
  ["$request.header.X-Key", { source: "request", place: "header", name: "X-Key" }],
  ["$response.header.Location", { source: "response", place: "header", name: "Location" }],
  ["$response.body#/paging/next~1x", { source: "response", place: "body", pointer: "/paging/next~1x" }],
  ["$request.body", { source: "request", place: "body", pointer: "" }],
  ["$response.body#", { source: "response", place: "body", pointer: "" }],
  ["$statusCode", { source: "exchange", place: "statusCode" }],
  ["$credentials.apiKey", { source: "credentials", place: "credential", name: "apiKey" }],
])("%s is understood", (text, place) => {
  expect(parseRuntimeExpression(text)).toEqual(place);
});

test.each([
  "",
  "id",
  "$request",
  "$request.id",
  "$request.path.",
  "$response.path.id",
  "$response.query.id",
  "$response.bodyx",
  "$response.body/id",
  "$request.header.X Key",
  "$statuscode",
])("%j is no runtime expression", (text) => {
  expect(parseRuntimeExpression(text)).toBeUndefined();
  expect(isRuntimeExpression(text)).toBe(false);
});
