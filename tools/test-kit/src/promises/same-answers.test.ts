import type { ApiError, Call, NoOtherStatus } from "@gatehouse/runtime";
import type { AnswerSchema } from "@gatehouse/runtime/validation";
import { expectTypeOf, test } from "vitest";
import type { SameAnswers } from "./drift.js";

interface Thing {
  readonly id: string;
}
interface Client {
  readonly getThing: Call<[], Thing | undefined, ApiError<"getThing", 404, string> | NoOtherStatus>;
}

// The type check fails where one of these does not hold.
test("validators whose output is not what the client gives do not compile", () => {
  expectTypeOf<SameAnswers<Client, { getThing: { 200: AnswerSchema<Thing>; 404: AnswerSchema<string> } }>>().toBeUnknown();
  expectTypeOf<SameAnswers<Client, { getThing: { 200: AnswerSchema<Thing & { readonly more: string }> } }>>().not.toBeUnknown();
  expectTypeOf<SameAnswers<Client, { getThing: { 404: AnswerSchema<Thing> } }>>().not.toBeUnknown();
  expectTypeOf<SameAnswers<Client, { getThing: { 404: AnswerSchema<unknown> } }>>().not.toBeUnknown();
  expectTypeOf<SameAnswers<Client, { getAnother: { 200: AnswerSchema<Thing> } }>>().not.toBeUnknown();
});
