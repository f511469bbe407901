import type { Node } from "@gatehouse/description";
import { describe, expect, test } from "vitest";
import { shelf, shelfPage } from "../../test/shelf.js";
import { bodyFields, type Field } from "./fields.js";

async function body(name: string, room = 100): Promise<Field[]> {
  const description = await shelf();
  return bodyFields(description, description.schemas.get(name)?.node as Node, "body", room);
}

const paths = (fields: readonly Field[]) => fields.map(({ path }) => path);

describe("the rows of a body", () => {
  test("go down through references, arrays and maps", async () => {
    expect(paths(await body("Book"))).toEqual([
      "id",
      "parent",
      "authors",
      "authors[].name",
      "authors[].born",
      "marks",
      "marks.{name}.page",
    ]);
  });

  test("end where a model contains itself", async () => {
    const parent = (await body("Book")).find(({ path }) => path === "parent");
    expect(parent).toMatchObject({ again: "Book", type: "Book or null" });
  });

  test("take a narrowed property from the nearest schema, and the rest from the model", async () => {
    const fields = await body("NewBook");
    expect(fields.find(({ path }) => path === "title")).toMatchObject({
      presence: "required",
      description: "Its title.",
      limits: ["1 to 80 characters"],
    });
    expect(fields.find(({ path }) => path === "kind")?.values).toEqual({ values: ["novel", "poem"], open: true });
  });

  test("go into a text that holds JSON, and leave it closed like any model", async () => {
    expect((await body("Import")).map(({ path, type }) => [path, type])).toEqual([
      ["file", "Mark as a text"],
      ["file.page", "integer"],
    ]);
    expect(await body("Import", 1)).toMatchObject([{ path: "file", model: "Mark" }]);
  });

  test("say what must not be sent", async () => {
    expect((await body("NewBook")).find(({ path }) => path === "shelfMark")).toMatchObject({ presence: "forbidden", type: "–" });
  });

  test("leave models closed that no longer fit, and name them", async () => {
    const fields = await body("Book", 6);
    expect(paths(fields)).toEqual(["id", "parent", "authors", "authors[].name", "authors[].born", "marks"]);
    expect(fields.at(-1)).toMatchObject({ path: "marks", model: "Mark" });
    expect(fields.find(({ path }) => path === "authors")?.model).toBeUndefined();
  });

  test("show the forms of a union one by one, each with what it makes of the fields they share", async () => {
    const fields = await body("Cover");
    expect(
      fields.map(({ name, form, presence, values }) => [form ? `form ${form.number} of ${form.of}` : presence, name, values?.values[0]]),
    ).toEqual([
      ["optional", "colour", undefined],
      ["form 1 of 2", "Hard", undefined],
      ["required", "kind", "hard"],
      ["required", "spine", undefined],
      ["form 2 of 2", "Soft", undefined],
      ["required", "kind", "soft"],
    ]);
    expect(fields[2]).toMatchObject({ description: "Kind of cover.", depth: 1 });
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
  });

  test("have anchors of their own", async () => {
    const ids = (await body("Book")).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  test("name null last", async () => {
    const fields = await body("Author");
    expect(fields.map(({ type }) => type)).toEqual(["string or null", "string (date)"]);
  });
});

test("a parameter says what the vendor does with other values", async () => {
  const { inputs } = await shelfPage("addBook");
  expect(inputs.query[0]).toMatchObject({ name: "dry", onInvalid: { coerce: "no" }, values: { values: ["yes", "no"], open: false } });
  expect(inputs.headers[0]).toMatchObject({ name: "locale", presence: "optional" });
  expect((await shelfPage("getBook")).inputs.path[0]).toMatchObject({ name: "id", presence: "required", example: "b-1" });
});

test("a secret is marked", async () => {
  const { inputs } = await shelfPage("login");
  expect(inputs.body?.media[0]?.fields.find(({ name }) => name === "password")?.sensitive).toBe("secret");
});
