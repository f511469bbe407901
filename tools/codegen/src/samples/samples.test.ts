import { execFile } from "node:child_process";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { loadDescription } from "@gatehouse/description";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeApi, LIBRARY, operation } from "../testing/describe.js";
import { samplesOf } from "./index.js";
import { Secret } from "./secret.js";
import { shellWord } from "./shell.js";

interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

const HOSTILE = `'; rm -rf ~ #$(id) \`id\` "$HOME" \\ !! {a,b} * ? ~ %s`;
const received: Recorded[] = [];
const server = createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  received.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers, body });
  response.end("{}");
});
let origin = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

function sh(
  script: string,
  env: Record<string, string> = {},
  ...flags: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile("sh", [...flags, "-c", script], { env: { PATH: process.env["PATH"], ...env } }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

describe("a word of a shell command", () => {
  test.each(["plain", "", "two words", HOSTILE, "-n", "~", "a\nb", "$X", "é", "'", "''", "\\'"])(
    "%j reaches the command as it is",
    async (text) => {
      expect((await sh(`printf '%s' ${shellWord(text)}`)).stdout).toBe(text);
    },
  );

  test.each([
    ["", ""],
    ["Bearer ", ""],
    ["", "/path_x"],
    ["", "suffix"],
    [HOSTILE, HOSTILE],
    ['{"a": "', '"}'],
  ])("a secret between %j and %j is expanded once and never again", async (before, after) => {
    const { stdout } = await sh(`printf '%s' ${shellWord(before, new Secret("TOKEN"), after)}`, { TOKEN: HOSTILE });
    expect(stdout).toBe(before + HOSTILE + after);
  });
});

test("a hostile value goes from the description through the shell to the server unchanged, in path, query, header, cookie and body", async () => {
  const parameter = (name: string, place: string) => ({ name, in: place, required: true, schema: { type: "string" }, example: HOSTILE });
  const description = await describeApi({
    name: "demo",
    paths: {
      "/things/{id}": {
        post: operation("find", {
          parameters: [parameter("id", "path"), parameter("q", "query"), parameter("X-Value", "header"), parameter("crumb", "cookie")],
          requestBody: {
            required: true,
            content: { "application/json": { schema: { type: "object" }, example: { [HOSTILE]: [HOSTILE, "\u2028\n\u0000"] } } },
          },
        }),
      },
    },
  });
  const [, curl] = (await samplesOf(description))(description.operation("find"));
  expect(curl?.environment).toEqual(["DEMO_URL"]);
  expect((await sh(curl!.code, {}, "-n")).stderr).toBe("");
  received.length = 0;
  expect(await sh(curl!.code, { DEMO_URL: origin })).toMatchObject({ code: 0, stderr: "" });
  const [request] = received;
  const url = new URL(request!.url, origin);
  expect(request?.method).toBe("POST");
  expect(decodeURIComponent(url.pathname)).toBe(`/things/${HOSTILE}`);
  expect(url.searchParams.get("q")).toBe(HOSTILE);
  expect(request?.headers["x-value"]).toBe(HOSTILE);
  expect(request?.headers.cookie).toBe(`crumb=${HOSTILE}`);
  expect(JSON.parse(request!.body)).toEqual({ [HOSTILE]: [HOSTILE, "\u2028\n\u0000"] });
});

test("every curl of an API reaches the operation it shows, with the token from the environment", async () => {
  const description = await loadDescription(LIBRARY);
  const samples = await samplesOf(description);
  for (const view of description.operations) {
    const curl = samples(view).find(({ language }) => language === "curl")!;
    const code = curl.code.replace("@file", "@/dev/null").replace("--output answer", "--output /dev/null");
    received.length = 0;
    expect(await sh(code, { LIBRARY_URL: origin, LIBRARY_TOKEN: "t0", LIBRARY_PASSWORD: "p0" }), view.id).toMatchObject({
      code: 0,
      stderr: "",
    });
    expect(received[0]?.method).toBe(view.method);
    expect(new RegExp(`^${view.path.replace(/\{[^}]+\}/g, "[^/]+")}$`).test(new URL(received[0]!.url, origin).pathname), view.id).toBe(
      true,
    );
    expect(received[0]?.headers.authorization).toBe(view.security.length > 0 ? "t0" : undefined);
    if (view.id === "logIn") expect(JSON.parse(received[0]!.body)).toEqual({ reader: "r-1", password: "p0" });
  }
});

test("forms, files and keys in the query are written as curl wants them", async () => {
  const form = {
    type: "object",
    required: ["name", "photo"],
    properties: { name: { type: "string" }, photo: { type: "string", contentMediaType: "image/jpeg" } },
  };
  const description = await describeApi({
    components: { securitySchemes: { key: { type: "apiKey", in: "query", name: "api_key" } } },
    root: { security: [{ key: [] }] },
    paths: {
      "/a": { post: operation("upload", { requestBody: { required: true, content: { "multipart/form-data": { schema: form } } } }) },
      "/b": {
        post: operation("submit", {
          requestBody: {
            required: true,
            content: { "application/x-www-form-urlencoded": { schema: { type: "object" }, example: { a: "1&2", b: "@x" } } },
          },
        }),
      },
    },
  });
  const samples = await samplesOf(description);
  const [upload, submit] = description.operations.map((view) => samples(view).find(({ language }) => language === "curl")!.code);
  expect(upload).toContain("--form-string name=text");
  expect(upload).toContain("--form 'photo=@photo.jpg;type=image/jpeg'");
  received.length = 0;
  await sh(submit!, { DEMO_URL: origin, DEMO_KEY: "k" });
  expect(received[0]?.url).toBe("/b?api_key=k");
  expect([...new URLSearchParams(received[0]?.body)]).toEqual([
    ["a", "1&2"],
    ["b", "@x"],
  ]);
});

test("a secret of an example is never shown, in no language", async () => {
  const description = await loadDescription(LIBRARY);
  const samples = (await samplesOf(description))(description.operation("logIn"));
  expect(samples).toHaveLength(2);
  for (const { code, environment } of samples) {
    expect(code).not.toMatch(/"p"/);
    expect(environment).toContain("LIBRARY_PASSWORD");
  }
});

test("a sample gives the credentials of one alternative, where several prove the caller", async () => {
  const paths = {
    "/x": { get: operation("either", { security: [{}, { key: [], user: [] }, { token: [] }] }), put: operation("open", { security: [] }) },
  };
  const securitySchemes = {
    token: { type: "http", scheme: "bearer" },
    key: { type: "apiKey", in: "header", name: "X-Key" },
    user: { type: "apiKey", in: "header", name: "X-User" },
  };
  const description = await describeApi({ paths, components: { securitySchemes }, gatehouse: false });
  const samples = await samplesOf(description);
  const [typescript] = samples(description.operation("either"));
  expect(typescript?.environment).toEqual(["DEMO_URL", "DEMO_KEY", "DEMO_USER"]);
  expect(samples(description.operation("open"))[0]?.environment).toEqual(["DEMO_URL"]);
});

test("an example that its own schema refuses is not shown", async () => {
  const schema = { type: "object", required: ["size"], properties: { size: { type: "integer", example: "large", minimum: 3 } } };
  const content = { "application/json": { schema, examples: { old: { value: { size: "small" } }, good: { value: { size: 7 } } } } };
  const parameters = [{ name: "id", in: "path", required: true, example: 12, schema: { type: "string" } }];
  const description = await describeApi({
    gatehouse: false,
    paths: {
      "/x/{id}": {
        put: operation("put", { parameters, requestBody: { required: true, content } }),
        post: operation("post", { parameters, requestBody: { required: true, content: { "application/json": { schema } } } }),
      },
    },
  });
  const samples = await samplesOf(description);
  expect(samples(description.operation("put"))[0]?.code).toContain('demo.put({ id: "text", body: { size: 7 } })');
  expect(samples(description.operation("post"))[0]?.code).toContain("body: { size: 3 }");
});

test("a form's file is read from beside the sample, with the bytes of the example", async () => {
  const schema = {
    type: "object",
    required: ["photo"],
    properties: { photo: { type: "string", contentMediaType: "image/jpeg", "x-sensitive": "biometric" } },
  };
  const content = { "multipart/form-data": { schema, example: { photo: "/9j/2Q==" } } };
  const description = await describeApi({ paths: { "/a": { post: operation("upload", { requestBody: { required: true, content } }) } } });
  const [typescript, curl] = (await samplesOf(description))(description.operation("upload"));
  expect(typescript!.code).toContain('import { readFile } from "node:fs/promises";');
  expect(typescript!.code).toContain('photo: new Blob([await readFile("photo.jpg")], { type: "image/jpeg" })');
  for (const sample of [typescript!, curl!])
    expect(sample.files).toEqual([{ name: "photo.jpg", bytes: Buffer.from([0xff, 0xd8, 0xff, 0xd9]) }]);
});

test("a login that takes a hash is shown with the hash of the environment's password, never with the password", async () => {
  const scheme = {
    type: "http",
    scheme: "bearer",
    "x-login": {
      operationId: "login",
      inputs: { "$request.query.password": { transform: "md5-hex", of: ["password"] } },
      token: "$response.body#/token",
      send: "Bearer {token}",
    },
  };
  const parameters = [{ name: "password", in: "query", required: true, schema: { type: "string" }, "x-sensitive": "secret" }];
  const description = await describeApi({
    components: { securitySchemes: { session: scheme } },
    paths: { "/login": { get: operation("login", { parameters, security: [] }) } },
  });
  const [typescript, curl] = (await samplesOf(description))(description.operation("login"));
  expect(typescript!.code).toContain('createHash("md5").update(process.env["DEMO_PASSWORD"]!).digest("hex")');
  received.length = 0;
  await sh(curl!.code, { DEMO_URL: origin, DEMO_PASSWORD: "123456" });
  expect(received[0]?.url).toBe("/login?password=e10adc3949ba59abbe56e057f20f883e");
});

test("a login with HTTP Basic is shown with the client's own credentials, which no caller has to encode", async () => {
  const scheme = {
    type: "http",
    scheme: "bearer",
    "x-login": {
      operationId: "logIn",
      inputs: { "$request.header.Authorization": { transform: "base64-basic", of: ["clientId", "secret"] } },
      token: "$response.body#/token",
      send: "Bearer {token}",
    },
  };
  const description = await describeApi({
    components: { securitySchemes: { token: scheme } },
    paths: { "/login": { post: operation("logIn", { security: [], "x-access": { public: true } }) } },
  });
  const samples = (await samplesOf(description))(description.operation("logIn"));
  for (const { environment } of samples) expect(environment).toEqual(["DEMO_URL", "DEMO_CLIENT_ID", "DEMO_SECRET"]);
  const [typescript, curl] = samples;
  expect(typescript!.code).toMatch(
    /credentials: \{ clientId: process\.env\["DEMO_CLIENT_ID"\]!, secret: process\.env\["DEMO_SECRET"\]! \}/,
  );
  received.length = 0;
  await sh(curl!.code, { DEMO_URL: origin, DEMO_CLIENT_ID: "me", DEMO_SECRET: HOSTILE });
  expect(received[0]?.headers.authorization).toBe(`Basic ${btoa(`me:${HOSTILE}`)}`);
});

test("of several successes a sample ends in the first that can be reached", async () => {
  const responses = { "200": { description: "Done" }, "204": { description: "Done" } };
  const unreached = { "200": { reason: "target-not-implemented", note: "It answers 204." } };
  const description = await describeApi({
    paths: { "/x": { delete: { operationId: "remove", responses, "x-unreached": unreached }, put: { operationId: "put", responses } } },
  });
  const samples = await samplesOf(description);
  const status = (id: string) => samples(description.operation(id))[0]?.expectStatus;
  expect([status("remove"), status("put")]).toEqual([204, 200]);
});
