import { expect, test } from "vitest";
import { createIds } from "./ids.js";

const draw = (ids: ReturnType<typeof createIds>) => [ids.uuid(), ids.secret(32), ids.sequence(), ids.uuid()];

test("the same seed gives the same values, another seed others", () => {
  expect(draw(createIds(1))).toEqual(draw(createIds(1)));
  expect(draw(createIds(1))).not.toEqual(draw(createIds(2)));
});

test("ids are version 4 UUIDs, secrets URL-safe base64, and none comes twice", () => {
  const ids = createIds(7);
  const uuids = Array.from({ length: 5000 }, () => ids.uuid());
  expect(new Set(uuids).size).toBe(5000);
  for (const uuid of uuids) expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids.secret(32)).toMatch(/^[\w-]{43}$/);
});

test("a snapshot goes on where it was taken, a reset at the beginning", () => {
  const ids = createIds(1);
  const first = draw(ids);
  const snapshot = JSON.parse(JSON.stringify(ids.snapshot()));
  const second = draw(ids);
  ids.restore(snapshot);
  expect(draw(ids)).toEqual(second);
  ids.reset();
  expect(draw(ids)).toEqual(first);
  expect(() => ids.restore({ state: "x" })).toThrow("not a snapshot of a sandbox");
});
