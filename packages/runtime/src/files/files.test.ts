import { describe, expect, it } from "vitest";
import { type Call, type CallOptions, createClient, type Fetch, forms, type OperationDescriptor } from "../index.js";
import { download, type Progress, withProgress } from "./index.js";

type Get = [input: { readonly id: string }, options?: CallOptions];
interface Client {
  readonly getPicture: Call<Get, Blob, never> & ((...of: Get) => Promise<Blob>);
  readonly putForm: (input: { readonly body: object }) => Promise<unknown>;
  readonly putBytes: (input: { readonly body: unknown }, options?: CallOptions) => Promise<unknown>;
}

const json = ["application/json"];
const common = { api: "a", security: [["Token"]] } as const;
const getPicture: OperationDescriptor = {
  ...common,
  id: "getPicture",
  method: "GET",
  path: "/{id}",
  params: [["id", "path"]],
  responses: { 200: ["image/png"], 404: json },
  retry: "safe",
};
const put = { ...common, method: "PUT", responses: { 200: json, 401: json }, retry: "idempotent" } as const;
const operations: Record<string, OperationDescriptor> = {
  getPicture,
  putForm: { ...put, id: "putForm", path: "/form", body: { type: "multipart/form-data" }, parts: { forms } },
  putBytes: { ...put, id: "putBytes", path: "/bytes", body: { type: "image/png" } },
  login: { ...put, id: "login", path: "/login", security: [], params: [["user", "query"]] },
};
const logins = {
  Token: {
    needs: ["user"],
    operation: "login",
    inputs: [["/user", "user"]],
    token: "/token",
    in: "header",
    key: "x-token",
    send: "{token}",
  },
} as const;

/** A client over a function that answers, which sees its requests as a server does. Logins are answered. */
function connect(answer: (request: Request, nth: number) => Response | Promise<Response>) {
  const requests: Request[] = [];
  let tokens = 0;
  const fetch: Fetch = async (url, init) => {
    const request = new Request(url, init);
    if (url.includes("/login")) return Response.json({ token: `token-${++tokens}` });
    return answer(request, requests.push(request));
  };
  const api = { id: "a", vendorRelease: "1", servers: [], logins, operations };
  const options = { baseUrl: "https://host.example", credentials: { user: "u" }, fetch, random: () => 0 };
  return { client: createClient<Client>(api, options), requests };
}

const bytes = (count: number) => new Uint8Array(count).map((_, index) => index % 251);

/** A stream that tells how much of it was read. */
function streamOf(...chunks: readonly Uint8Array<ArrayBuffer>[]) {
  const queue = [...chunks];
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(control) {
      const chunk = queue.shift();
      if (chunk) control.enqueue(chunk);
      else control.close();
    },
  });
}

describe("a stream as a body", () => {
  it("is sent as it comes", async () => {
    const { client, requests } = connect(async (request) => Response.json({ size: (await request.arrayBuffer()).byteLength }));
    expect(await client.putBytes({ body: streamOf(bytes(10), bytes(20)) })).toEqual({ size: 30 });
    expect(requests[0]?.headers.get("content-type")).toBe("image/png");
  });

  it.each([
    ["the server is busy", () => new Response("", { status: 503 }), "undeclared_status"],
    ["the connection breaks", () => Promise.reject(new TypeError("fetch failed")), "connection"],
  ])("is sent once when %s, though the operation may be sent again", async (_name, answer, code) => {
    const { client, requests } = connect(answer);
    await expect(client.putBytes({ body: streamOf(bytes(1)) })).rejects.toMatchObject({ code, attempts: 1 });
    expect(requests).toHaveLength(1);
    await client.putBytes({ body: new Blob([bytes(1)]) }).catch(() => {});
    expect(requests).toHaveLength(4);
  });

  it("is sent once when the token is refused, and the next call has a new one", async () => {
    const { client, requests } = connect(({ headers }) => Response.json({}, { status: headers.get("x-token") === "token-1" ? 401 : 200 }));
    await expect(client.putBytes({ body: streamOf(bytes(1)) })).rejects.toMatchObject({ code: "api_error", status: 401, attempts: 1 });
    expect(await client.putBytes({ body: streamOf(bytes(1)) })).toEqual({});
    expect(requests.map(({ headers }) => headers.get("x-token"))).toEqual(["token-1", "token-2"]);
  });
});

it("lets fetch follow no redirect, and keep no file of a form in memory for one", async () => {
  const { client, requests } = connect(({ method }) =>
    method === "GET" ? new Response(bytes(1), { headers: { "content-type": "image/png" } }) : Response.json({}),
  );
  await client.putBytes({ body: streamOf(bytes(1)) });
  await client.putBytes({ body: new Blob([bytes(1)]) });
  await client.putForm({ body: { file: new Blob([bytes(1)]) } });
  await client.getPicture({ id: "1" });
  expect(requests.map(({ redirect }) => redirect)).toEqual(["manual", "manual", "error", "manual"]);
});

describe("withProgress", () => {
  it("tells how far a form with a file has come, with the total, and sends the same form", async () => {
    const { client, requests } = connect(async (request) => {
      const form = await request.formData();
      return Response.json({ size: (form.get("file") as File).size, name: form.get("name"), again: request.bodyUsed });
    });
    const seen: Progress[] = [];
    const body = { file: new Blob([bytes(200_000)], { type: "image/jpeg" }), name: "a" };
    expect(await withProgress(client, (progress) => seen.push(progress)).putForm({ body })).toEqual({
      size: 200_000,
      name: "a",
      again: true,
    });
    const total = Number(requests[0]?.headers.get("content-length"));
    expect(total).toBeGreaterThan(200_000);
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.at(-1)).toEqual({ direction: "upload", bytes: total, total });
    expect(seen.map((one) => one.bytes)).toEqual(seen.map((one) => one.bytes).sort((a, b) => a - b));
  });

  it("tells it of bytes, files and streams, of answers that are files, and of nothing else", async () => {
    const { client } = connect(async (request) => {
      await request.arrayBuffer();
      return request.method === "GET"
        ? new Response(bytes(30), { headers: { "content-type": "image/png", "content-length": "30" } })
        : Response.json({});
    });
    const seen: Progress[] = [];
    const watched = withProgress(client, (progress) => seen.push(progress));
    await watched.putBytes({ body: bytes(10) });
    await watched.putBytes({ body: new Blob([bytes(20)]) });
    await watched.putBytes({ body: streamOf(bytes(3), bytes(4)) });
    expect((await watched.getPicture({ id: "1" })).size).toBe(30);
    expect(seen).toEqual([
      { direction: "upload", bytes: 10, total: 10 },
      { direction: "upload", bytes: 20, total: 20 },
      { direction: "upload", bytes: 3 },
      { direction: "upload", bytes: 7 },
      { direction: "download", bytes: 30, total: 30 },
    ]);
    seen.length = 0;
    await client.putBytes({ body: bytes(10) });
    expect(seen).toEqual([]);
  });

  it("begins anew with every attempt, and keeps the tokens of the client that it watches", async () => {
    const { client, requests } = connect(async (request, nth) => {
      await request.arrayBuffer();
      return Response.json({}, { status: nth === 2 ? 503 : 200 });
    });
    await client.putBytes({ body: bytes(1) });
    const seen: number[] = [];
    await withProgress(client, (progress) => seen.push(progress.bytes)).putBytes({ body: bytes(10) });
    expect(seen).toEqual([10, 10]);
    expect(requests.map(({ headers }) => headers.get("x-token"))).toEqual(["token-1", "token-1", "token-1"]);
  });

  it("is not disturbed by who watches, and takes clients only", async () => {
    const { client } = connect(() => Response.json({}));
    const thrower = () => {
      throw new Error("mine");
    };
    expect(await withProgress(client, thrower).putBytes({ body: bytes(1) })).toEqual({});
    expect(() => withProgress({}, thrower)).toThrow("withProgress: not a Gatehouse client");
  });
});

describe("download", () => {
  const picture = (...chunks: Uint8Array<ArrayBuffer>[]) => new Response(streamOf(...chunks), { headers: { "content-type": "image/png" } });

  function sinkOf(fail?: number) {
    const written: number[] = [];
    const state = { written, closed: false, aborted: undefined as unknown };
    const sink = new WritableStream<Uint8Array>({
      write(chunk) {
        if (written.push(chunk.byteLength) === fail) throw new RangeError("the disk is full");
      },
      close() {
        state.closed = true;
      },
      abort(reason) {
        state.aborted = reason;
      },
    });
    return { sink, state };
  }

  it("writes an answer as it comes, and closes the sink", async () => {
    const { client } = connect(() => picture(bytes(3), bytes(4)));
    const { sink, state } = sinkOf();
    const { status, headers } = await download(client, client.getPicture, { id: "1" }, sink);
    expect([status, headers.get("content-type")]).toEqual([200, "image/png"]);
    expect(state).toEqual({ written: [3, 4], closed: true, aborted: undefined });
  });

  it("reads no faster than the sink takes", async () => {
    let pulled = 0;
    const endless = new ReadableStream({ pull: (control) => control.enqueue(bytes(++pulled)) }, { highWaterMark: 0 });
    const { client } = connect(() => new Response(endless, { headers: { "content-type": "image/png" } }));
    const control = new AbortController();
    let taken = 0;
    const sink = new WritableStream({
      write: () => {
        if (++taken === 5) control.abort("enough");
        return taken === 5 ? new Promise(() => {}) : undefined;
      },
    });
    const outcome = await download(client, client.getPicture, { id: "1" }, sink, { signal: control.signal }).catch(
      (error: unknown) => error,
    );
    expect(outcome).toMatchObject({ code: "aborted", operation: "getPicture", cause: "enough" });
    expect(pulled - taken).toBeLessThan(3);
  });

  it("has the operation's own errors, login and retries before the first byte", async () => {
    const { client, requests } = connect((_request, nth) =>
      nth === 1 ? Response.json({}, { status: 503 }) : Response.json({ reason: "no" }, { status: 404 }),
    );
    const { sink, state } = sinkOf();
    const error = await download(client, client.getPicture, { id: "1" }, sink).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "api_error", status: 404, body: { reason: "no" } });
    expect([requests.length, state.written, state.closed, state.aborted]).toEqual([2, [], false, error]);
  });

  it("is not sent again once bytes have come: what breaks off then is an error", async () => {
    const broken = () => {
      let nth = 0;
      return new ReadableStream({
        pull(control) {
          if (nth++) control.error(new TypeError("terminated"));
          else control.enqueue(bytes(3));
        },
      });
    };
    const { client, requests } = connect(() => new Response(broken(), { headers: { "content-type": "image/png" } }));
    const { sink, state } = sinkOf();
    const error = await download(client, client.getPicture, { id: "1" }, sink).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "connection", operation: "getPicture", attempts: 1 });
    expect([requests.length, state.written, state.aborted]).toEqual([1, [3], error]);
  });

  it("ends with what the sink throws, and asks for nothing again", async () => {
    const { client, requests } = connect(() => picture(bytes(3), bytes(4), bytes(5)));
    const { sink } = sinkOf(2);
    await expect(download(client, client.getPicture, { id: "1" }, sink)).rejects.toThrow(new RangeError("the disk is full"));
    expect(requests).toHaveLength(1);
  });

  it.each([
    ["go on dripping", () => new Promise((resolve) => setTimeout(resolve, 5))],
    ["do not come", () => new Promise(() => {})],
  ])("settles at its deadline, when the bytes %s", async (_name, pause) => {
    const drip = new ReadableStream({ pull: (control) => pause().then(() => control.enqueue(bytes(1))) });
    const { client } = connect(() => new Response(drip, { headers: { "content-type": "image/png" } }));
    const { sink, state } = sinkOf();
    const error = await download(client, client.getPicture, { id: "1" }, sink, { deadline: 40 }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "deadline", deadline: 40 });
    expect(state.aborted).toBe(error);
  });

  it("takes an answer of another type for what it is", async () => {
    const { client } = connect(() => new Response("<html>", { headers: { "content-type": "text/html" } }));
    const { sink, state } = sinkOf();
    await expect(download(client, client.getPicture, { id: "1" }, sink)).rejects.toMatchObject({ code: "decode" });
    expect(state.written).toEqual([]);
  });

  it("takes operations of its client only, and checks the input before the sink is touched", async () => {
    const { client } = connect(() => picture());
    const other = { ...client.getPicture, operation: "getOther", api: "a" } as Client["getPicture"];
    await expect(download(client, other, { id: "1" }, sinkOf().sink)).rejects.toThrow("getOther of a is no operation of this client");
    const { sink, state } = sinkOf();
    await expect(download(client, client.getPicture, { id: ".." }, sink)).rejects.toMatchObject({ code: "path_parameter" });
    expect(state.written).toEqual([]);
  });
});
