import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { execute } from "../src/execute.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const NAME = "acme-doors";
const PRODUCT = `tools/sandbox/src/products/${NAME}`;

// One test after the other, as somebody who adds an API goes on.
let clone = "";
const run = (file: string, args: readonly string[], env: Record<string, string | undefined> = {}) =>
  execute(file, args, { cwd: clone, env: { TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", NODE_NO_WARNINGS: "1", ...env } });
async function succeeds(file: string, args: readonly string[], env?: Record<string, string | undefined>): Promise<string> {
  const { code, stdout, stderr } = await run(file, args, env);
  expect(code, `${file} ${args.join(" ")}\n${stdout}${stderr}`).toBe(0);
  return stdout;
}
async function vitest(folder: string, args: readonly string[]): Promise<void> {
  const all = ["--no-install", "vitest", "run", "--config", "../../vitest.config.ts", "--root", ".", ...args];
  const { code, stdout, stderr } = await execute("npx", all, { cwd: join(clone, folder) });
  expect(code, `${stdout}${stderr}`).toBe(0);
}
/** Changes a file of the clone; a change that changes nothing is a mistake in this test. */
async function edit(path: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(join(clone, path), "utf8");
  const after = change(before);
  expect(after, path).not.toBe(before);
  await writeFile(join(clone, path), after);
}
const changes = async () => (await succeeds("git", ["status", "--porcelain"])).split("\n").filter(Boolean).sort();
const THREE = ["packages", "specs", "tools/sandbox/src/products"].map((folder) => `?? ${folder}/${NAME}/`);

beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), "new-api-"));
  await succeeds("git", ["clone", "--quiet", ROOT, "."]);
  // What is not committed yet is tried too.
  const { stdout: patch } = await execute("git", ["diff", "--binary", "HEAD"], { cwd: ROOT });
  if (patch !== "") {
    const applied = await execute("git", ["apply", "--index"], { cwd: clone, input: patch });
    expect(applied.stderr).toBe("");
    await succeeds("git", ["-c", "user.name=Test", "-c", "user.email=test@example.invalid", "commit", "--quiet", "--message=Now"]);
  }
  await succeeds("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"]);
}, 300_000);
afterAll(() => rm(clone, { recursive: true }), 60_000);

test("one command adds three folders and their workspaces to the lock file", async () => {
  await succeeds("npm", ["run", "new-api", "--", NAME]);
  expect(await changes()).toEqual([" M package-lock.json", ...THREE]);
});

test("an operation is described, and imitated", async () => {
  await edit(`specs/${NAME}/openapi.yaml`, (text) =>
    text.replace(/^paths:\n/m, "paths:\n  /doors/{id}:\n    $ref: './paths/doors.yaml#/door'\n"),
  );
  await writeFile(
    join(clone, `specs/${NAME}/paths/doors.yaml`),
    `# Doors.

door:
  parameters:
    - name: id
      in: path
      required: true
      description: Id of the door.
      schema: { type: string }
      example: d-1
      x-source: { level: assumed, note: Made up by this test. }
  get:
    operationId: getDoor
    tags: [Status]
    summary: Read a door
    description: Answers one door.
    x-access: { confinedTo: account }
    x-retry: safe
    x-resource: { name: door, role: read, id: $request.path.id }
    x-source: { level: assumed, note: Made up by this test. }
    x-source-uses:
      responses/401: { level: assumed, note: Made up by this test. }
    responses:
      "200":
        description: The door.
        x-source: { level: assumed, note: Made up by this test. }
        content:
          application/json:
            schema: { $ref: '../schemas/doors.yaml#/Door' }
            examples:
              front:
                summary: The front door
                value: { id: d-1, open: false }
      "401": { $ref: '../openapi.yaml#/components/responses/Unauthorized' }
      "404":
        description: There is no such door.
        x-source: { level: assumed, note: Made up by this test. }
        content:
          application/json:
            schema: { $ref: '../schemas/errors.yaml#/Problem' }
            examples:
              unknown:
                summary: Nothing has this id
                value: { code: unknown_door, message: There is no such door }
`,
  );
  await writeFile(
    join(clone, `specs/${NAME}/schemas/doors.yaml`),
    `# Doors.

Door:
  type: object
  description: A door.
  required: [id, open]
  x-source: { level: assumed, note: Made up by this test. }
  properties:
    id: { type: string, description: Id of the door., x-source: { level: assumed, note: Made up by this test. } }
    open: { type: boolean, description: Whether it is open., x-source: { level: assumed, note: Made up by this test. } }
`,
  );
  await edit(
    `specs/${NAME}/contract.yaml`,
    (text) => `${text}values:\n  getDoor#$request.path.id: { env: ACME_DOORS_DOOR_ID, local: d-1 }\n`,
  );

  await edit(`${PRODUCT}/rules.ts`, (text) =>
    text.replace(
      /\n\/\*\* Every refusal[\s\S]*$/,
      `
export const doorRules: Rules<{ readonly id: string }> = {
  "door-known": {
    checklist: [3],
    status: 404,
    errorCode: "unknown_door",
    basis: "ours",
    refuses: ({ id }) => (id === "d-1" ? undefined : "There is no such door"),
  },
};

/** Every refusal of this product, by name. */
export const rules: RuleTable = { ...keyRules, ...doorRules };
`,
    ),
  );
  await edit(`${PRODUCT}/status.ts`, (text) =>
    text.replace("{ keyRules }", "{ doorRules, keyRules }").concat(`
/** Answers one door. */
export function getDoor({ site, request, params }: Call): Answer {
  const presented = request.header("x-api-key") ?? "";
  site.enforce(keyRules, { presented, key: stateOf(site).keys.get(presented) });
  const id = params["id"] ?? "";
  site.enforce(doorRules, { id });
  return json(200, { id, open: false });
}
`),
  );
  await edit(`${PRODUCT}/routes.ts`, (text) =>
    text.replace("{ getStatus }", "{ getDoor, getStatus }").replace(
      /(\{ id: "getStatus".*\})\]/,
      `
  $1,
  { id: "getDoor", method: "GET", path: "/doors/{id}", handle: getDoor },
]`,
    ),
  );
  await edit(`${PRODUCT}/checklist.ts`, (text) => text.replace(/\};\n$/, '  3: ["a", "A door that is not there is 404."],\n};\n'));
  await edit(`${PRODUCT}/test/corpus.ts`, (text) =>
    text.replace('{ method: "GET", path: "/status" }', '$&, { method: "GET", path: "/doors/d-1" }'),
  );
  await edit(`${PRODUCT}/test/checklist.test.ts`, (text) =>
    text.replace("{ items: 2, statuses: [401] }", "{ items: 3, statuses: [401, 404] }"),
  );
  await edit(`${PRODUCT}/test/checks.ts`, (text) =>
    text.replace(
      /\];\n$/,
      `  {
    item: 3,
    title: "a door that is not there is 404, one that is there is answered",
    async run({ fetch, baseUrl, sandbox }) {
      const headers = { "x-api-key": sandbox.account("${NAME}").credentials["apiKey"]! };
      const door = async (id: string) => {
        const response = await fetch(\`\${baseUrl}/doors/\${id}\`, { headers });
        return { status: response.status, body: await response.json() };
      };
      expect(await door("d-1")).toEqual({ status: 200, body: { id: "d-1", open: false } });
      expect(await door("d-2")).toEqual({ status: 404, body: { code: "unknown_door", message: "There is no such door" } });
    },
  },
];
`,
    ),
  );
});

test("everything is built from the folders", async () => {
  await succeeds("npm", ["ci", "--prefer-offline", "--no-audit", "--no-fund"]);
  await succeeds("npx", ["--no-install", "biome", "check", "--write", PRODUCT]);
  await succeeds("npm", ["run", "build"]);
  // The README of a description counts its claims.
  const { rows, total } = JSON.parse(
    await succeeds("npx", ["--no-install", "gatehouse-description", "evidence", `specs/${NAME}`, "--json"]),
  );
  const lines = rows.map(
    (row: { level: string; total: number }) => `| ${row.level} | ${row.total} | ${Math.round((100 * row.total) / total)} % |\n`,
  );
  await edit(`specs/${NAME}/README.md`, (text) =>
    text.replace(/(\| (documented|example|observed|sibling|assumed) \| .*\n)+/, lines.join("")),
  );
  // What an editor shows of the client is committed beside its tests.
  await vitest(`packages/${NAME}`, ["types", "--update"]);
}, 600_000);

test("what is new passes its checks, and so does everything that reads folders", async () => {
  const turbo = (tasks: readonly string[], names: readonly string[]) =>
    succeeds("npx", ["--no-install", "turbo", "run", ...tasks, ...names.map((name) => `--filter=${name}`)]);
  await turbo(["lint", "typecheck", "test"], [`@gatehouse/spec-${NAME}`, `@gatehouse/${NAME}`, "@gatehouse/docs"]);
  await turbo(["lint", "typecheck"], ["@gatehouse/sandbox"]);
  await vitest("tools/sandbox", [`--exclude=src/products/!(${NAME})/**`]);
  await vitest("tools/repository", ["boundaries", "dead-code", "package-check", "workspaces", "versions", "hosting", "shared-text"]);
}, 900_000);

test("its client, its pages and its sandbox are there, and a contract run is clean", async () => {
  const portal = spawn(process.execPath, ["docs/bin/gatehouse-portal.js", "--port", "0"], {
    cwd: clone,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const origin = await new Promise<string>((resolve, reject) => {
      let printed = "";
      portal.stdout.setEncoding("utf8").on("data", (text: string) => {
        printed += text;
        const address = /^Portal +(http:\/\/\S+?)\/$/m.exec(printed)?.[1];
        if (address) resolve(address);
      });
      portal.on("exit", () => reject(new Error(`the portal ended: ${printed}`)));
    });
    for (const page of ["", "getStatus/", "getDoor/", "sandbox/"]) {
      const response = await fetch(`${origin}/apis/${NAME}/${page}`);
      expect([page, response.status]).toEqual([page, 200]);
    }
    const report = await succeeds("npx", ["--no-install", "gatehouse-contract", "run", `specs/${NAME}`, "--target", `${origin}/${NAME}`]);
    expect(report).toMatch(/[1-9]\d* passed, 0 findings, 0 untold/);
    const script = `
      import { createAcmeDoors } from "@gatehouse/${NAME}";
      const doors = createAcmeDoors({ baseUrl: "${origin}/${NAME}", credentials: { apiKey: "sandbox-full-0000000000000000000000000000" } });
      console.log((await doors.getStatus()).state, (await doors.getDoor({ id: "d-1" })).open);
    `;
    await writeFile(join(clone, "node_modules/try.mjs"), script);
    expect(await succeeds(process.execPath, ["node_modules/try.mjs"])).toBe("UP false\n");
  } finally {
    portal.kill();
  }
}, 300_000);

test("no list was edited for it", async () => {
  expect(await changes()).toEqual([" M package-lock.json", ...THREE]);
});
