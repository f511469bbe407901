import { describe, expect, it } from "vitest";
import { read, write } from "./pointer.js";

describe("read", () => {
  const value = { "": 0, "a/b": { "m~n": [10, { c: null }] }, "~1": 7 };

  it.each([
    ["", value],
    ["/", 0],
    ["/a~1b/m~0n/0", 10],
    ["/a~1b/m~0n/1/c", null],
    ["/~01", 7],
    ["/a~1b/m~0n/2", undefined],
    ["/nothing/here", undefined],
    ["/a~1b/m~0n/1/c/d", undefined],
    ["/constructor/name", undefined],
    ["/__proto__", undefined],
  ])("%j", (pointer, expected) => {
    expect(read(value, pointer)).toEqual(expected);
  });
});

describe("write", () => {
  it("makes what is missing and leaves the original alone", () => {
    const before = { body: { limit: 2 } };
    expect(write(before, "/body/page~1cursor", "x")).toEqual({ body: { limit: 2, "page/cursor": "x" } });
    expect(write({}, "/a/b/c", 1)).toEqual({ a: { b: { c: 1 } } });
    expect(write(before, "/id", 1)).toEqual({ body: { limit: 2 }, id: 1 });
    expect(before).toEqual({ body: { limit: 2 } });
  });

  it("writes into no prototype", () => {
    write({}, "/__proto__/polluted", true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
