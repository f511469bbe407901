import { createWriteStream, openAsBlob } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { createBasipPanel } from "@gatehouse/basip-panel";
import { download, type Progress, withProgress } from "@gatehouse/runtime/files";
import { createSandbox, realClock } from "@gatehouse/sandbox";
import { startServer } from "@gatehouse/sandbox/server";
import jpeg from "jpeg-js";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

// Over a socket: what is in one process may pass on what no platform would send.
const sandbox = createSandbox({ clock: realClock() });
let server: Awaited<ReturnType<typeof startServer>>;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "basip-files-"));
  server = await startServer({ sandbox });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const panelOf = () => createBasipPanel({ baseUrl: `${server.url}/basip-panel`, credentials: sandbox.connect("basip-panel").credentials });
const owner = { name: "Ines Roth", type: "owner" } as const;

describe("a photo on the disk", () => {
  test.each(["as it is", "watched"])("is uploaded %s", async (how) => {
    sandbox.reset();
    const [width, height] = [640, 480];
    const { data } = jpeg.encode({ data: Buffer.alloc(width * height * 4, 120), width, height }, 90);
    const path = join(folder, "face.jpg");
    await writeFile(path, data);
    const seen: Progress[] = [];
    const panel = how === "watched" ? withProgress(panelOf(), (progress) => seen.push(progress)) : panelOf();
    const { uid } = await panel.createIdentifier({
      body: { identifier_owner: owner, identifier_type: "face_id", identifier_number: "ZmFjZQ==", lock: "first" },
    });
    await panel.uploadIdentifierFace({ identifierUid: uid, body: { file: await openAsBlob(path, { type: "image/jpeg" }) } });
    const { bodySize, status } = sandbox.requests.at(-1)!;
    expect(status).toBe(200);
    expect(bodySize).toBeGreaterThan(data.length);
    if (how === "watched") expect(seen.at(-1)).toEqual({ direction: "upload", bytes: bodySize, total: bodySize });
  });
});

describe("a QR code", () => {
  test("goes onto the disk as it comes, and is the one that the call gives as a Blob", async () => {
    sandbox.reset();
    const panel = panelOf();
    const number = crypto.randomUUID();
    const { uid } = await panel.createIdentifier({
      body: { identifier_owner: owner, identifier_type: "qr", identifier_number: number, lock: "first" },
    });
    const path = join(folder, "visitor.png");
    const seen: Progress[] = [];
    const watched = withProgress(panel, (progress) => seen.push(progress));
    const { headers } = await download(watched, watched.getIdentifierQr, { identifierUid: uid }, Writable.toWeb(createWriteStream(path)));
    const bytes = await readFile(path);
    const { data, width, height } = PNG.sync.read(bytes);
    expect(jsqr.default(new Uint8ClampedArray(data), width, height)?.data).toBe(number);
    expect(headers.get("content-type")).toBe("image/png");
    expect(seen.at(-1)).toMatchObject({ direction: "download", bytes: bytes.length });

    const blob = await panel.getIdentifierQr({ identifierUid: uid });
    expect([blob.type, Buffer.from(await blob.arrayBuffer()).equals(bytes)]).toEqual(["image/png", true]);
  });

  test("that there is not is the operation's error, and the file is given up", async () => {
    const panel = panelOf();
    const sink = Writable.toWeb(createWriteStream(join(folder, "none.png")));
    await expect(download(panel, panel.getIdentifierQr, { identifierUid: 9999 }, sink)).rejects.toMatchObject({
      code: "api_error",
      status: 400,
      operation: "getIdentifierQr",
    });
    await expect(sink.getWriter().write(new Uint8Array(1))).rejects.toThrow();
  });
});
