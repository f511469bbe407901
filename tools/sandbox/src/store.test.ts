import { expect, test } from "vitest";
import { createStore, scopedStore } from "./store.js";

interface Thing {
  readonly id: string;
  readonly size: number;
  readonly parts: readonly { readonly name: string }[];
}

const thing = (id: string, size = 1): Thing => ({ id, size, parts: [{ name: "a" }] });

test("what goes in and what comes out cannot be changed from outside", () => {
  const things = createStore().collection<Thing>("things");
  const mine = { id: "a", size: 1, parts: [{ name: "a" }] };
  things.insert(mine);
  mine.parts[0]!.name = "changed";
  const held = things.get("a") as unknown as { parts: { name: string }[] };
  expect(held.parts[0]!.name).toBe("a");
  expect(() => {
    held.parts[0]!.name = "changed";
  }).toThrow(TypeError);
});

test("a partly frozen value is copied, so that its open part does not leak", () => {
  const things = createStore().collection<Thing>("things");
  const parts = [{ name: "a" }];
  things.insert(Object.freeze({ id: "a", size: 1, parts }));
  parts[0]!.name = "changed";
  expect(things.get("a")!.parts).toEqual([{ name: "a" }]);
});

test("records keep their order, through changes and through a snapshot", () => {
  const store = createStore();
  const things = store.collection<Thing>("things");
  for (const id of ["b", "a", "c"]) things.insert(thing(id));
  expect(things.update("b", { size: 2 })).toEqual(thing("b", 2));
  expect(things.delete("a")).toBe(true);
  expect(things.delete("a")).toBe(false);
  const other = createStore();
  other.restore(JSON.parse(JSON.stringify(store.snapshot())));
  expect(other.collection<Thing>("things").list()).toEqual([thing("b", 2), thing("c")]);
  other.collection<Thing>("things").update("c", { size: 9 });
  expect(things.get("c")!.size).toBe(1);
});

test("an id is inserted once and updated only where it is", () => {
  const things = createStore().collection<Thing>("things");
  things.insert(thing("a"));
  expect(() => things.insert(thing("a"))).toThrow("things already has a");
  expect(() => things.update("b", { size: 1 })).toThrow("things has no b");
});

test("two scopes do not meet", () => {
  const store = createStore();
  scopedStore(store, "one").collection<Thing>("things").insert(thing("a"));
  expect(scopedStore(store, "two").collection<Thing>("things").list()).toEqual([]);
});

test("what is no snapshot is refused and changes nothing", () => {
  const store = createStore();
  store.collection<Thing>("things").insert(thing("a"));
  for (const bad of [null, [], "x", { things: {} }, { things: [1] }, { things: [{ size: 1 }] }]) {
    expect(() => store.restore(bad)).toThrow("not a snapshot of a sandbox");
  }
  expect(store.collection("things").list()).toHaveLength(1);
});
