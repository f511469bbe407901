import type { Description } from "@gatehouse/description";
import { beforeAll, expect, test } from "vitest";
import { generate } from "./generate.js";
import { compile } from "./testing/compile.js";
import { describeApi } from "./testing/describe.js";

/** What a call may cost whoever type-checks it. Instantiations are exact: a machine's speed plays no part. */
const BUDGET = 50;
const OPERATIONS = 60;

/** Sixty of each kind, no two alike: what one call site pays is not hidden by what the compiler remembers of the one before. */
function manyOperations(): Promise<Description> {
  const numbers = Array.from({ length: OPERATIONS }, (_, index) => index);
  const thing = (index: number) => ({
    type: "object",
    required: ["id", `name${index}`],
    properties: {
      id: { type: "string" },
      [`name${index}`]: { type: "string" },
      state: { type: "string", "x-extensible-enum": ["ON", "OFF"] },
    },
  });
  const failure = (index: number) => ({ type: "object", required: [`code${index}`], properties: { [`code${index}`]: { type: "string" } } });
  const answer = (name: string) => ({
    description: "Done",
    content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
  });
  const id = [{ name: "id", in: "path", required: true, schema: { type: "string" } }];
  const schemas = numbers.flatMap((index) => [
    [`Thing${index}`, thing(index)],
    [
      `Things${index}`,
      {
        type: "object",
        properties: { items: { type: "array", items: { $ref: `#/components/schemas/Thing${index}` } }, next: { type: "string" } },
      },
    ],
    [`Failure${index}`, failure(index)],
  ]);
  const paths = numbers.flatMap((index) => [
    [
      `/a${index}/{id}`,
      {
        get: {
          operationId: `get${index}`,
          parameters: id,
          responses: {
            200: answer(`Thing${index}`),
            400: answer(`Failure${index}`),
            404: answer(`Failure${index}`),
            409: answer(`Thing${index}`),
          },
        },
      },
    ],
    [
      `/b${index}`,
      {
        get: {
          operationId: `list${index}`,
          "x-pagination": {
            style: "cursor",
            items: "$response.body#/items",
            next: "$response.body#/next",
            cursor: "$request.query.cursor",
          },
          parameters: [{ name: "cursor", in: "query", schema: { type: "string" } }],
          responses: { 200: answer(`Things${index}`), 400: answer(`Failure${index}`) },
        },
        post: {
          operationId: `start${index}`,
          "x-poll": {
            id: "$response.body#/id",
            status: { operationId: `get${index}`, id: "$request.path.id", state: "$response.body#/state" },
            done: ["ON"],
            failed: [],
            result: { operationId: `get${index}`, id: "$request.path.id", once: false },
          },
          responses: { 200: answer(`Thing${index}`), 400: answer(`Failure${index}`) },
        },
      },
    ],
  ]);
  return describeApi({ paths: Object.fromEntries(paths), schemas: Object.fromEntries(schemas) });
}

const SHAPES: readonly (readonly [shape: string, site: (index: number) => string])[] = [
  ["a plain call", (n) => `return (await demo.get${n}({ id })).name${n};`],
  [
    "a caught error with an exhaustive switch",
    (n) => `try { return (await demo.get${n}({ id })).name${n}; } catch (error) {
      if (!isApiError(error, demo.get${n})) throw error;
      switch (error.status) { case 400: case 404: return error.body.code${n}; case 409: return error.body.name${n}; default: return error satisfies never; }
    }`,
  ],
  [
    "a caught error of one status",
    (n) =>
      `try { await demo.get${n}({ id }); } catch (error) { if (isApiError(error, demo.get${n}, 404)) return error.body.code${n}; } return id;`,
  ],
  [
    "a result with two exhaustive switches",
    (n) => `const settled = await demo.get${n}.result({ id });
    if (settled.ok) return settled.data.name${n};
    switch (settled.error.code) {
      case "api_error": switch (settled.error.status) { case 400: case 404: return settled.error.body.code${n}; case 409: return id; default: return settled.error satisfies never; }
      default: return settled.error.message;
    }`,
  ],
  ["a list", (n) => `for await (const thing of demo.list${n}.items({ cursor: id })) return thing.name${n}; return id;`],
  ["a job", (n) => `const job = await demo.start${n}(); return (await job.wait({ onProgress: (thing) => { thing.name${n}; } })).name${n};`],
];

let files: (readonly [string, string])[] = [];
let shared = 0;
beforeAll(async () => {
  files = [...(await generate(await manyOperations()))].map(([name, text]) => [`generated/${name}`, text] as const);
  shared = cost(() => 1);
});

/** What it costs to check a file with that many sites of each shape. */
function cost(sites: (shape: string) => number): number {
  const calls = SHAPES.flatMap(([shape, site], number) =>
    Array.from(
      { length: sites(shape) },
      (_, index) => `export async function site${number}_${index}(id: string): Promise<string> { ${site(index)} }\n`,
    ),
  );
  const prelude =
    'import { isApiError } from "@gatehouse/runtime";\nimport type { Demo } from "./generated/client.js";\ndeclare const demo: Demo;\n';
  const { errors, instantiations } = compile([...files, ["user.ts", prelude + calls.join("")]], { compiler: { declaration: false } });
  expect(errors).toEqual([]);
  return instantiations;
}

test.each(SHAPES)(`%s costs at most ${BUDGET} instantiations`, (shape) => {
  // The first site of each shape pays for what all share.
  const each = (cost((one) => (one === shape ? OPERATIONS : 1)) - shared) / (OPERATIONS - 1);
  console.log(`${shape}: ${each.toFixed(1)} instantiations per call`);
  // A guard is generic: were it free, nothing would have been measured.
  if (shape.startsWith("a caught error")) expect(each).toBeGreaterThan(0);
  expect(each).toBeLessThanOrEqual(BUDGET);
});
