import type { Description, OperationView } from "@gatehouse/description";
import { expect, test } from "vitest";
import type { Case } from "../case.js";
import type { Outcome } from "../exchange.js";
import { Preparations } from "./preparations.js";

const operation = (retry: string, role: string): Partial<OperationView> =>
  ({ retry, resource: { name: "thing", role } }) as Partial<OperationView>;
const description = (of: Partial<OperationView>): Description => ({ operation: () => of }) as unknown as Description;
const request = { method: "POST", path: "/", headers: [] };

const one = (kind: Case["kind"], make = "make"): Case =>
  ({
    kind,
    operation: "change",
    steps: [
      { name: "call.make", operation: make, request },
      { name: "call", operation: "change", request },
    ],
  }) as unknown as Case;

const answered = (status: number): Outcome => {
  const exchange = (code: number): unknown => ({ request, response: { status: code, headers: [], body: { text: "" } } });
  return { kind: "answered", exchanges: [exchange(201), exchange(status)] } as Outcome;
};

const keeps = (of: Partial<OperationView>, kind: Case["kind"], outcome: Outcome): boolean => {
  const preparations = new Preparations(description(of));
  preparations.settle(one(kind), outcome);
  return preparations.take(one(kind)) !== undefined;
};

test("what was refused, only read or changed idempotently is there for the next case", () => {
  expect(keeps(operation("never", "delete"), "boundary", answered(400))).toBe(true);
  expect(keeps(operation("safe", "read"), "permission", answered(200))).toBe(true);
  expect(keeps(operation("idempotent", "update"), "random", answered(200))).toBe(true);
});

test("what was used up, or may have been, is not", () => {
  expect(keeps(operation("idempotent", "delete"), "boundary", answered(204))).toBe(false);
  expect(keeps(operation("never", "act"), "boundary", answered(200))).toBe(false);
  expect(keeps(operation("never", "act"), "boundary", answered(500))).toBe(false);
  expect(keeps(operation("safe", "read"), "boundary", { kind: "no-answer", why: "timeout" })).toBe(false);
});

test("examples and sequences get their own, and so does another preparation", () => {
  expect(keeps(operation("safe", "read"), "example", answered(200))).toBe(false);
  expect(keeps(operation("safe", "read"), "sequence", answered(200))).toBe(false);
  const preparations = new Preparations(description(operation("safe", "read")));
  preparations.settle(one("boundary"), answered(200));
  expect(preparations.take(one("boundary"))).toHaveLength(1);
  expect(preparations.take(one("boundary", "other"))).toBeUndefined();
  preparations.forget(one("boundary"));
  expect(preparations.take(one("boundary"))).toBeUndefined();
});
