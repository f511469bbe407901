import { describe, expect, test } from "vitest";
import { json } from "./answer.js";
import { createSandbox, type Product, SANDBOX_ORIGIN, sandboxProducts } from "./index.js";

/** A product with one operation on two paths. */
const product: Product = {
  ...sandboxProducts.find((one) => one.name === "entrust-idaas")!,
  name: "paths",
  operations: [
    {
      id: "getThing",
      method: "GET",
      path: "/V{version}/things/{id}",
      aliases: ["/long/way/v.{version}/things/{id}"],
      handle: ({ params }) => json(200, params),
    },
    { id: "fixed", method: "GET", path: "/V1/fixed", handle: () => json(200, {}) },
  ],
  notImitated: [{ method: "PUT", path: "/V{version}/things/{id}", why: "nobody asked" }],
  seed() {},
  settle() {},
};
const sandbox = createSandbox({ products: [product] });
const get = async (path: string, method = "GET") => {
  const response = await sandbox.fetch(`${SANDBOX_ORIGIN}/paths${path}`, { method });
  return [response.status, await response.json(), response.headers.get("allow")];
};

describe("a path of a product", () => {
  test("gives its parameters, without the text before them", async () => {
    expect(await get("/V1.0/things/a%20b")).toEqual([200, { version: "1.0", id: "a b" }, null]);
    expect(await get("/VV/things/1")).toEqual([200, { version: "V", id: "1" }, null]);
    expect(await get("/V1/fixed")).toEqual([200, {}, null]);
  });

  test("is another one where the text before a parameter differs, or nothing follows it", async () => {
    for (const path of ["/v1/things/1", "/1/things/1", "/V/things/1", "/V1/things/", "/V1/things/1/2"]) {
      expect((await get(path))[0], path).toBe(404);
    }
  });

  test("may have an alias, which knows the same methods and meets the same faults", async () => {
    expect(await get("/long/way/v.2/things/1")).toEqual([200, { version: "2", id: "1" }, null]);
    expect((await get("/long/way/vx2/things/1"))[0]).toBe(404);
    expect((await get("/long/way/v.2/things/1", "DELETE"))[2]).toBe("GET, OPTIONS");
    expect((await get("/V1/things/1", "PUT"))[0]).toBe(501);
    for (const operation of ["getThing", "GET /V{version}/things/{id}", "GET /long/way/v.{version}/things/{id}"]) {
      sandbox.faults.add({ api: "paths", operation, status: 503, body: {}, times: 2 });
      expect([(await get("/long/way/v.2/things/1"))[0], (await get("/V1/things/1"))[0]]).toEqual([503, 503]);
    }
  });
});

test("a literal segment wins over a parameter, whatever the order of the table", async () => {
  const paths = ["/a/{x}/{y}", "/a/{x}/c", "/a/b/{y}", "/a/b/c", "/{x}/b/c"] as const;
  const operations = paths.map((path) => ({ id: path, method: "GET", path, handle: () => json(200, path) }));
  for (const table of [operations, operations.toReversed()]) {
    const { fetch } = createSandbox({ products: [{ ...product, operations: table, notImitated: [] }] });
    const asked = ["/a/b/c", "/a/b/z", "/a/z/c", "/a/z/z", "/z/b/c"];
    const answers = await Promise.all(asked.map(async (path) => (await fetch(`${SANDBOX_ORIGIN}/paths${path}`)).json()));
    expect(answers).toEqual(["/a/b/c", "/a/b/{y}", "/a/{x}/c", "/a/{x}/{y}", "/{x}/b/c"]);
  }
});
