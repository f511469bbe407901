import { createValidator, type Json } from "@gatehouse/description";
import { expect, test } from "vitest";
import { type Finding, type JsonReport, jsonReport } from "../src/index.js";
import { runInline } from "./inline.js";
import { library, runAgainst } from "./reference-api/library.js";

async function report(seed: number): Promise<JsonReport> {
  return jsonReport((await runAgainst([], { seed })).events);
}

function bodies({ cases }: JsonReport, part: string): string[] {
  return cases.filter(({ case: id }) => id.includes(part)).map(({ steps }) => JSON.stringify(steps.at(-1)!.request.body));
}

test("every operation with a body gets at least 20 random valid and 20 single-violation cases", async () => {
  const first = await report(1);
  for (const operation of ["createItem", "startImport"]) {
    expect(new Set(bodies(first, `${operation}/random/valid`)).size).toBeGreaterThanOrEqual(20);
    expect(new Set(bodies(first, `${operation}/random/invalid`)).size).toBeGreaterThanOrEqual(20);
  }
});

test("two seeds share at most a tenth of their request bodies", async () => {
  const [first, second] = [await report(1), await report(2)];
  const one = bodies(first, "/random/");
  const other = new Set(bodies(second, "/random/"));
  expect(one.length).toBeGreaterThan(80);
  expect(one.filter((body) => other.has(body)).length / one.length).toBeLessThanOrEqual(0.1);
});

test("one seed twice says the same, byte for byte", async () => {
  expect(JSON.stringify(await report(7))).toBe(JSON.stringify(await report(7)));
  const broken = async (): Promise<string> =>
    JSON.stringify(jsonReport((await runAgainst(["renames-field", "ignores-bounds"], { seed: 7 })).events));
  expect(await broken()).toBe(await broken());
});

test("random valid bodies are valid, broken ones are not, and each keyword is broken somewhere", async () => {
  const { description } = await library();
  const { validate } = createValidator(description);
  const { events } = await runAgainst([]);
  const schema = description.operation("createItem").body!.media[0]!.schema!;
  const sent = (part: string): { id: string; errors: number }[] =>
    jsonReport(events)
      .cases.filter(({ case: id }) => id.startsWith(`createItem/${part}`))
      .map(({ case: id, steps }) => {
        const { body } = steps.at(-1)!.request;
        const json = withoutHoles(body && "json" in body ? body.json : null) as Json;
        return { id, errors: validate(schema, json, { direction: "request" }).length };
      });
  expect(sent("random/valid").filter(({ errors }) => errors > 0)).toEqual([]);
  // The open enum is closed for requests only by our own rule, which the validator does not know.
  expect(sent("random/invalid").filter(({ id, errors }) => errors === 0 && !id.includes("x-extensible-enum"))).toEqual([]);
  const keywords = new Set(
    sent("boundary/#").map(({ id }) =>
      id
        .split("/")
        .find((part) =>
          /^(type|required|minLength|maxLength|pattern|format|minimum|maximum|maxItems|uniqueItems|additionalProperties|x-extensible-enum)$/.test(
            part,
          ),
        ),
    ),
  );
  expect([...keywords].filter(Boolean).sort()).toEqual([
    "additionalProperties",
    "format",
    "maxItems",
    "maxLength",
    "maximum",
    "minLength",
    "minimum",
    "pattern",
    "required",
    "type",
    "uniqueItems",
    "x-extensible-enum",
  ]);
});

/** A fresh value has the shape of the one that it stands for. */
function withoutHoles(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("$fresh" in value) return value.$fresh;
  if (Array.isArray(value)) return value.map(withoutHoles);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutHoles(item)]));
}

test("a random finding is shown by the smallest body that shows it", async () => {
  const findingOf = async (seed: number): Promise<Finding | undefined> =>
    (await runAgainst(["refuses-null"], { only: "createItem/random/valid", seed })).findings.find(
      ({ check }) => check === "accepted-as-described",
    );
  let found: Finding | undefined;
  for (let seed = 1; !found && seed < 20; seed++) found = await findingOf(seed);
  if (!found) throw new Error("no seed has a null");
  const body = JSON.parse((found.exchanges.at(-1)!.request.body as { text: string }).text) as { keeper: object };
  expect(Object.keys(body).sort()).toEqual(["keeper", "kind", "shelfmark", "title"]);
  expect(body.keeper).toEqual({ email: expect.any(String), since: null });
});

/** A thing is named in the body of its change, by the id that its creation answered. */
const NAMED_IN_BODY = {
  "x-gatehouse": 1,
  paths: {
    "/things": {
      post: {
        operationId: "createThing",
        "x-resource": { name: "thing", role: "create", id: "$response.body#/id" },
        responses: { "200": { description: "made", content: { "application/json": { schema: { type: "object" } } } } },
      },
      put: {
        operationId: "updateThing",
        "x-resource": { name: "thing", role: "update", id: "$request.body#/id" },
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["id"],
                properties: { id: { type: "string", format: "uuid" }, colour: { type: "string" }, size: { type: "integer" } },
              },
              example: { id: "5b0f9d37-c614-4a82-b9e3-1f4d7a08c5e6", colour: "red", size: 3 },
            },
          },
        },
        responses: { "200": { description: "changed" }, "400": { description: "no" } },
      },
    },
  },
};

test("what a body takes from an answer is kept while a finding is made small, and a body that is to be missing is", async () => {
  const id = "0e6a1c52-7d34-4b8f-92c1-5f0b3d9e7a46";
  const { findings, events, seen } = await runInline(NAMED_IN_BODY, ({ method, json, text }) => {
    if (method === "POST") return [200, { id }];
    if (method !== "PUT") return 405;
    const sizes = typeof json === "object" && json !== null && "size" in json;
    return text === "" || (json as { id?: unknown } | undefined)?.id !== id || sizes ? 400 : 200;
  });
  const random = findings.filter(({ case: one, check }) => one.includes("/random/valid") && check === "accepted-as-described");
  expect(random.length).toBeGreaterThan(0);
  for (const { exchanges } of random) {
    const body = JSON.parse((exchanges.at(-1)!.request.body as { text: string }).text) as object;
    expect(Object.keys(body).sort()).toEqual(["id", "size"]);
  }
  expect(events).toContainEqual(expect.objectContaining({ type: "case.end", case: "updateThing/boundary/#/required/missing" }));
  expect(seen.some(({ method, text }) => method === "PUT" && text === "")).toBe(true);
});
