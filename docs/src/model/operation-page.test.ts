import { describe, expect, test } from "vitest";
import { shelfPage } from "../../test/shelf.js";

const levels = (claims: readonly { readonly level: string; readonly about: readonly string[] }[]) =>
  claims.map(({ level, about }) => [level, ...about].join(" "));

describe("what a page says of an operation", () => {
  test("it is plain data: it survives JSON", async () => {
    const page = await shelfPage("addBook");
    expect(JSON.parse(JSON.stringify(page))).toEqual(JSON.parse(JSON.stringify(structuredClone(page))));
    expect(page.operation).toMatchObject({
      id: "addBook",
      vendorId: "addBookUsingPOST",
      method: "POST",
      path: "/books",
      vendorRelease: "2.1",
    });
  });

  test("releases in which it came and went", async () => {
    expect((await shelfPage("addBook")).operation.lifecycle).toMatchObject({
      text: "since 1.4, gone in 3.0",
      source: { url: "https://vendor.example/guide" },
    });
  });

  test("who may call it", async () => {
    expect((await shelfPage("addBook")).access.sentences).toEqual([
      "A caller with the permission `BOOKS:ADD` from a librarian role.",
      "It reaches only what belongs to its own tenant.",
      "What belongs to somebody else is answered with 404.",
    ]);
    expect((await shelfPage("getBook")).access.sentences).toEqual(["A caller with the permission `BOOKS:VIEW` from an archivist role."]);
    expect((await shelfPage("login")).access).toMatchObject({
      public: true,
      sentences: ["Anybody with credentials: this is what gives a token for them."],
    });
  });

  test("a retry rule that is assumed says so; one that follows from the method says that", async () => {
    const { retry } = await shelfPage("addBook");
    expect(retry).toMatchObject({ rule: "never", byMethod: false });
    expect(levels(retry.claims)).toEqual(["assumed"]);
    expect((await shelfPage("getBook")).retry).toMatchObject({ rule: "safe", byMethod: true });
  });

  test("laws are sentences with claims of their own", async () => {
    const { laws } = await shelfPage("addBook");
    expect(laws).toMatchObject([
      { law: "unique", sentence: "No two objects of the same tenant share `title`: a value that is taken answers 409." },
    ]);
    expect(levels(laws[0]!.claims)).toEqual(["documented", "assumed status"]);
  });

  test("links lead on and back", async () => {
    const { links } = await shelfPage("addBook");
    expect(links.next).toMatchObject([{ operationId: "getBook", why: "Its `id` is `id` of the answer." }]);
    expect((await shelfPage("getBook")).links.before).toMatchObject([{ operationId: "addBook" }]);
  });
});

describe("evidence", () => {
  test("the use of a shared response is a claim of its own, before what the response is", async () => {
    const { responses } = await shelfPage("addBook");
    expect(levels(responses.find(({ status }) => status === "403")?.claims ?? [])).toEqual([
      "assumed",
      "documented what it is, everywhere",
    ]);
    expect(levels(responses.find(({ status }) => status === "409")?.claims ?? [])).toEqual(["documented"]);
  });

  test("a field may be documented and its bounds assumed", async () => {
    const { inputs } = await shelfPage("addBook");
    const price = inputs.body?.media[0]?.fields.find(({ path }) => path === "price");
    expect(levels(price?.claims ?? [])).toEqual(["documented", "assumed bounds"]);
    expect(price?.claims[1]?.note).toBe("A negative price makes no sense.");
  });

  test("where a parameter stands is a claim too", async () => {
    const { inputs } = await shelfPage("getBook");
    expect(levels(inputs.path[0]?.claims ?? [])).toEqual(["documented", "assumed location"]);
  });

  test("a source comes with its address", async () => {
    const { operation, evidence } = await shelfPage("getBook");
    expect(operation.claims[0]?.source).toMatchObject({ key: "M", url: "https://vendor.example/model.json", release: "2.1" });
    expect(evidence.sources.map(({ key }) => key)).toEqual(["M"]);
  });

  test("everything that is not the vendor's word is listed with its place", async () => {
    const { evidence } = await shelfPage("addBook");
    expect(evidence.inferred.map(({ where, claim }) => `${where}: ${claim.level}`)).toEqual([
      "sending it twice: assumed",
      "a rule: assumed",
      "locale: sibling",
      "price: assumed",
      "answer 403: assumed",
    ]);
    expect(evidence.counts).toMatchObject({ assumed: 4, sibling: 1 });
    expect(evidence.total).toBe(Object.values(evidence.counts).reduce((sum, count) => sum + count));
  });
});

test("the model of a body is listed once, and every media type keeps its examples", async () => {
  const media = (await shelfPage("addBook")).inputs.body?.media ?? [];
  expect(media.map(({ type, repeats, fields }) => [type, repeats, fields.length > 0])).toEqual([
    ["application/json", false, true],
    ["multipart/form-data", true, false],
  ]);
  expect(media.map(({ examples }) => examples.map(({ name }) => name))).toEqual([["novel"], ["poem"]]);
});

test("an error's model is listed once, and every error keeps its own words", async () => {
  const errors = (await shelfPage("addBook")).responses.filter(({ outcome }) => outcome === "error");
  expect(errors.map(({ media }) => media[0]?.fields.map(({ name }) => name))).toEqual([["message"], []]);
  expect(errors[0]?.unreached).toEqual({ reason: "needs-secret", note: "There is no account without the permission." });
});
