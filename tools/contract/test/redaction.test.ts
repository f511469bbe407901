import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDescription } from "@gatehouse/description";
import { expect, test } from "vitest";
import { inProcessTarget, jsonReport, junitReport, openReportFile, run, terminalReporter } from "../src/index.js";
import { runAgainst } from "./reference-api/library.js";

/** Everything that a run says, in every form. */
async function everything(events: Awaited<ReturnType<typeof runAgainst>>["events"]): Promise<string> {
  let text = JSON.stringify(jsonReport(events)) + junitReport(events);
  const write = (part: string): void => {
    text += part;
  };
  const terminal = terminalReporter({ write, limit: 1000 });
  for (const event of events) terminal.on(event);
  await terminal.close();
  return text;
}

test("no credential, no token and nothing sensitive is in any report", async () => {
  const { events, servers } = await runAgainst(["renames-field", "leaks-secret", "accepts-any-secret", "answers-404-without-token"]);
  const said = await everything(events);
  const tokens = servers.flatMap(({ tokens: all }) => all);
  expect(tokens.length).toBeGreaterThan(20);
  for (const secret of [...tokens, "write-everything-in-tests", "session-that-ended-long-ago"]) expect(said).not.toContain(secret);
  expect(said).toContain("‹X_SESSION›");
});

test("a login whose credentials are query parameters is shown without them, in its target and in its script", async () => {
  const folder = await mkdtemp(join(tmpdir(), "query-"));
  await writeFile(
    join(folder, "openapi.yaml"),
    `openapi: 3.1.0
x-gatehouse: 1
info: { title: Panel, version: "1" }
servers: [{ url: http://panel.example }]
security: [{ token: [] }]
paths:
  /login:
    get:
      operationId: logIn
      security: []
      parameters:
        - { name: user, in: query, required: true, schema: { type: string }, example: admin }
        - { name: password, in: query, required: true, schema: { type: string }, example: 5f4dcc3b5aa765d61d8327deb882cf99, x-sensitive: secret }
      responses: { "200": { description: ok, content: { application/json: { schema: { type: object, required: [token, more], properties: { token: { type: string, x-sensitive: secret }, more: { type: string } } } } } } }
  /state/{pin}:
    get:
      operationId: getState
      parameters:
        - { name: pin, in: path, required: true, schema: { type: string }, example: "424242", x-sensitive: secret }
      responses: { "200": { description: ok }, "401": { description: no } }
components:
  securitySchemes:
    token:
      type: apiKey
      in: query
      name: auth
      x-login:
        operationId: logIn
        inputs: { $request.query.user: user, $request.query.password: { transform: md5-hex, of: [password] } }
        token: $response.body#/token
        send: "{token}"
`,
  );
  const description = await loadDescription(folder);
  const config = { servers: {}, accounts: { one: { credentials: { user: { local: "admin" }, password: { local: "horse-staple" } } } } };
  const seen: string[] = [];
  const target = inProcessTarget({
    handler: () => ({
      baseUrl: "http://panel.example",
      fetch: (request) => {
        seen.push(request.url);
        return Response.json({ token: "tok-e-n-123", echo: request.url }, { status: request.url.includes("/login") ? 200 : 404 });
      },
    }),
  });
  const events: Parameters<typeof everything>[0][number][] = [];
  const { findings } = await run({
    description,
    config,
    target,
    reporters: [{ on: (event) => void events.push(event), close: async () => {} }],
  });
  expect(seen.some((url) => url.includes("password=a4ec208600d906cdcff4715475a4797a"))).toBe(true);
  expect(seen.some((url) => url.endsWith("/state/424242?auth=tok-e-n-123"))).toBe(true);
  const said = await everything(events);
  for (const secret of ["5f4dcc3b5aa765d61d8327deb882cf99", "a4ec208600d906cdcff4715475a4797a", "horse-staple", "tok-e-n-123", "424242"])
    expect(said).not.toContain(secret);
  const targets = findings.flatMap(({ exchanges }) => exchanges.map(({ request }) => request.target));
  expect(targets).toContain("/login?user=admin&password=‹PASSWORD›");
  expect(targets).toContain("/state/‹PIN›?auth=‹AUTH›");
});

test("control characters of an answer do not reach the terminal", async () => {
  let text = "";
  const write = (part: string): void => {
    text += part;
  };
  const reporter = terminalReporter({ write });
  const { events } = await runAgainst(["controls-terminal"]);
  for (const event of events) reporter.on(event);
  await reporter.close();
  expect(text).toContain("\\x1b[31m");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that there is none is the point
  expect(text).not.toMatch(/\u001b/);
});

test("a report is put in its place whole, or not at all", async () => {
  const folder = await mkdtemp(join(tmpdir(), "report-"));
  await writeFile(join(folder, "r.json"), "before");
  const abandoned = await openReportFile(join(folder, "r.json"));
  await abandoned.discard();
  expect(await readFile(join(folder, "r.json"), "utf8")).toBe("before");
  const written = await openReportFile(join(folder, "r.json"));
  await written.write("after");
  await written.discard();
  expect(await readFile(join(folder, "r.json"), "utf8")).toBe("after");
});
