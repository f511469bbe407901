import { expect, test } from "vitest";
import { inputKeys, operationNames } from "./operation-names.js";
import { describeApi, operation } from "./testing/describe.js";

const parameter = (name: string, place: string) => ({ name, in: place, required: place === "path", schema: { type: "string" } });
const keysOf = async (path: string, ...parameters: unknown[]) => {
  const description = await describeApi({ paths: { [path]: { get: operation("find", { parameters }) } } });
  const { keys, renamed } = inputKeys(description.operation("find"));
  return { keys: keys.map(({ key }) => key), renamed };
};

test("parameters are camelCase keys", async () => {
  const { keys, renamed } = await keysOf("/{tenant_code}", parameter("tenant_code", "path"), parameter("page-size", "query"));
  expect(keys).toEqual(["tenantCode", "pageSize"]);
  expect(renamed).toEqual([]);
});

test("names that collide get their place as prefix, all of them, and are told", async () => {
  const { keys, renamed } = await keysOf("/{id}", parameter("id", "path"), parameter("id", "query"), parameter("ID", "header"));
  expect(keys).toEqual(["pathId", "queryId", "headerId"]);
  expect(renamed).toEqual([
    'find: path parameter "id" is called pathId: several parameters would be id',
    'find: query parameter "id" is called queryId: several parameters would be id',
    'find: header parameter "ID" is called headerId: several parameters would be id',
  ]);
});

test("a collision that a prefix does not solve, or makes, is solved by numbers", async () => {
  const { keys } = await keysOf("/x", parameter("a-b", "query"), parameter("a_b", "query"), parameter("queryAB", "query"));
  expect(keys).toEqual(["queryAB", "queryAB2", "queryABParam"]);
  expect(new Set(keys).size).toBe(3);
});

test("a parameter called body leaves that name to the body", async () => {
  const { keys, renamed } = await keysOf("/x", parameter("body", "query"));
  expect(keys).toEqual(["bodyParam"]);
  expect(renamed).toHaveLength(1);
});

test("headers that OpenAPI leaves to the protocol are no input", async () => {
  const { keys } = await keysOf("/x", parameter("Accept", "header"), parameter("content-type", "header"), parameter("X-Id", "header"));
  expect(keys).toEqual(["xId"]);
});

test("operations whose ids meet in camelCase are told apart, and reserved words name no constant", async () => {
  const { of, renamed } = operationNames(
    await describeApi({
      paths: { "/a": { get: operation("get-it"), put: operation("getIt"), post: operation("delete"), patch: operation("api") } },
    }),
  );
  expect([...of.values()]).toEqual([
    { key: "getIt", constant: "getIt" },
    { key: "getIt2", constant: "getIt2" },
    { key: "delete", constant: "deleteOperation" },
    { key: "api", constant: "apiOperation" },
  ]);
  expect(renamed).toHaveLength(3);
});
