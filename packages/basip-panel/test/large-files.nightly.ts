import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { writeNightlyFigures } from "@gatehouse/test-kit";
import { afterAll, beforeAll, expect, test } from "vitest";

const MEGABYTE = 1_000_000;
const SIZE = 200 * MEGABYTE;
/** Megabytes that a process may hold at most while the file goes through it; what is garbage already does not count. */
const HELD = 32;

let server: Server;
let baseUrl: string;
let received = 0;
const folder = mkdtempSync(join(tmpdir(), "basip-large-"));
const photo = join(folder, "face.jpg");
const picture = join(folder, "qr.png");

/** As a panel answers a login, an upload and a download, with any number of bytes. */
beforeAll(async () => {
  writeFileSync(photo, "");
  truncateSync(photo, SIZE);
  const piece = Buffer.alloc(64 * 1024);
  server = createServer((request, response) => {
    if (request.url?.startsWith("/api/v1/login")) {
      response.writeHead(200, { "content-type": "application/json" }).end('{"token":"a","account_type":"admin"}');
    } else if (request.method === "POST") {
      received = 0;
      request.on("data", (chunk: Buffer) => {
        received += chunk.length;
      });
      request.on("end", () => response.writeHead(200).end());
    } else {
      response.writeHead(200, { "content-type": "image/png", "content-length": String(SIZE) });
      let left = SIZE;
      const write = () => {
        while (left > 0) {
          const next = left < piece.length ? piece.subarray(0, left) : piece;
          left -= next.length;
          if (!response.write(next)) return response.once("drain", write);
        }
        return response.end();
      };
      write();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

/** Runs `body` in a process of its own; megabytes that it held at most, beyond those it began with. */
async function held(body: string): Promise<number> {
  const script = `
    import { createWriteStream, openAsBlob } from "node:fs";
    import { readFile } from "node:fs/promises";
    import { Writable } from "node:stream";
    import { createBasipPanel } from "@gatehouse/basip-panel";
    import { download, withProgress } from "@gatehouse/runtime/files";
    const panel = createBasipPanel({ baseUrl: ${JSON.stringify(baseUrl)}, credentials: { username: "admin", password: "a" } });
    const photo = ${JSON.stringify(photo)}, picture = ${JSON.stringify(picture)}, identifierUid = 1;
    const live = () => {
      gc();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const before = live();
    let most = before;
    const watching = setInterval(() => { most = Math.max(most, live()); }, 10);
    ${body}
    clearInterval(watching);
    console.log(most - before);`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--expose-gc", "--input-type=module", "--eval", script], {
    timeout: 120_000,
  });
  return Math.round(Number(stdout.trim().split("\n").at(-1)) / MEGABYTE);
}

const UPLOAD = 'await panel.uploadIdentifierFace({ identifierUid, body: { file: await openAsBlob(photo, { type: "image/jpeg" }) } });';

test.each([
  ["a form with a file of 200 MB", UPLOAD],
  ["the same, watched", UPLOAD.replace("panel.", "withProgress(panel, () => {}).")],
])(`%s is sent from the disk with at most ${HELD} MB of it held`, { timeout: 180_000 }, async (what, body) => {
  const megabytes = await held(body);
  expect(received).toBeGreaterThan(SIZE);
  writeNightlyFigures({ [`basip-panel: memory held by ${what}`]: { value: megabytes, unit: "MB", target: { atMost: HELD } } });
  expect(megabytes).toBeLessThanOrEqual(HELD);
});

test(`an answer of 200 MB goes onto the disk with at most ${HELD} MB of it held`, { timeout: 180_000 }, async () => {
  const megabytes = await held(
    "await download(panel, panel.getIdentifierQr, { identifierUid }, Writable.toWeb(createWriteStream(picture)));",
  );
  expect(statSync(picture).size).toBe(SIZE);
  writeNightlyFigures({ "basip-panel: memory held by a download of 200 MB": { value: megabytes, unit: "MB", target: { atMost: HELD } } });
  expect(megabytes).toBeLessThanOrEqual(HELD);
});

test("and a file that is read first would be found out", { timeout: 180_000 }, async () => {
  expect(await held(UPLOAD.replace("await openAsBlob(photo, {", "new Blob([await readFile(photo)], {"))).toBeGreaterThan(HELD);
});
