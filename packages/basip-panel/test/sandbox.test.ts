import { createBasipPanel, isApiError } from "@gatehouse/basip-panel";
import { createSandbox } from "@gatehouse/sandbox";
import jpeg from "jpeg-js";
import jsqr from "jsqr";
import { PNG } from "pngjs";
import { expect, test } from "vitest";

/** A panel of its own for a test. */
function freshPanel() {
  const sandbox = createSandbox();
  const panel = createBasipPanel(sandbox.connect("basip-panel"));
  return { sandbox, panel };
}

const holder = { name: "Tomasz Lind", type: "guest" } as const;

/** A real JPEG: a disc on a plain ground, as like a face as a sandbox asks for. */
function photo(): Blob {
  const [width, height] = [320, 240];
  const data = Buffer.alloc(width * height * 4);
  for (let index = 0; index < width * height; index++) {
    const isDisc = ((index % width) - width / 2) ** 2 + (Math.floor(index / width) - height / 2) ** 2 < 100 ** 2;
    data.set(isDisc ? [224, 172, 141, 255] : [70, 90, 110, 255], index * 4);
  }
  return new Blob([new Uint8Array(jpeg.encode({ data, width, height }, 85).data)], { type: "image/jpeg" });
}

async function messageOf(call: Promise<unknown>, operation: Parameters<typeof isApiError>[1]): Promise<string> {
  const error: unknown = await call.catch((caught) => caught);
  if (!isApiError(error, operation)) throw error;
  return `${error.status} ${(error.body as { readonly error: string }).error}`;
}

test("the QR code of an identifier can be read, and holds its number", async () => {
  const { panel } = freshPanel();
  const number = crypto.randomUUID();
  const { uid } = await panel.createIdentifier({
    body: { identifier_owner: holder, identifier_type: "qr", identifier_number: number, lock: "first" },
  });
  const picture = await panel.getIdentifierQr({ identifierUid: uid });
  expect(picture.type).toBe("image/png");
  const { data, width, height } = PNG.sync.read(Buffer.from(await picture.arrayBuffer()));
  expect(jsqr.default(new Uint8ClampedArray(data), width, height)?.data).toBe(number);
});

test("a face takes one photo, only a JPEG, and one at a time", async () => {
  const { panel, sandbox } = freshPanel();
  const { uid } = await panel.createIdentifier({
    body: { identifier_owner: holder, identifier_type: "face_id", identifier_number: "ZmFjZTAy", lock: "first" },
  });
  const upload = (file: Blob) => panel.uploadIdentifierFace({ identifierUid: uid, body: { file } });
  const png = PNG.sync.write(new PNG({ width: 8, height: 8 }));
  expect(await messageOf(upload(new Blob([new Uint8Array(png)], { type: "image/png" })), panel.uploadIdentifierFace)).toBe(
    "400 Wrong file format",
  );
  expect(await upload(photo())).toBeUndefined();
  expect(await messageOf(upload(photo()), panel.uploadIdentifierFace)).toBe("400 Loading file in progress. Wait for result");
  await sandbox.clock.advance(60_000);
  expect(await messageOf(upload(photo()), panel.uploadIdentifierFace)).toMatch(/^400 Wrong identifier-uid/);
});

test("an identifier that belongs to no apartment is detached with a word about it", async () => {
  const { panel } = freshPanel();
  const { uid } = await panel.createIdentifier({
    body: { identifier_owner: holder, identifier_type: "card", identifier_number: "90210345", lock: "all" },
  });
  await panel.attachIdentifierToApartment({ apartmentUid: 1, identifierUid: uid });
  expect((await panel.getIdentifier({ identifierUid: uid })).apartment?.uid).toBe(1);
  expect(
    await messageOf(panel.attachIdentifierToApartment({ apartmentUid: 2, identifierUid: uid }), panel.attachIdentifierToApartment),
  ).toBe("400 Identifier uid is already attached to another apartment");
  expect(await panel.unbindIdentifierFromApartment({ identifierUid: uid })).toBeUndefined();
  expect(await panel.unbindIdentifierFromApartment({ identifierUid: uid })).toEqual({ error: "Identifier already unbound" });
  expect((await panel.getIdentifier({ identifierUid: uid })).apartment?.uid).toBe(-1);
});

test("pages of a list hold each identifier once, and a number leads to its uid", async () => {
  const { panel, sandbox } = freshPanel();
  const uids: number[] = [];
  for await (const { identifier_uid } of panel.listIdentifiers.items({ limit: 10 })) uids.push(identifier_uid);
  expect(uids.length).toBeGreaterThan(20);
  expect(new Set(uids).size).toBe(uids.length);
  expect(sandbox.requests.filter(({ operation }) => operation === "listIdentifiers")).toHaveLength(Math.ceil(uids.length / 10));
  const { list_items } = await panel.listIdentifiers({
    filter: { filter_field: "identifier_number", filter_type: "equal", filter_format: "string", filter_value: "12345678" },
  });
  expect(list_items.map(({ identifier_uid, identifier_owner }) => [identifier_uid, identifier_owner.name])).toEqual([[1, "Mira Okafor"]]);
});

test("a manager is told that administrators only may", async () => {
  const sandbox = createSandbox();
  const panel = createBasipPanel(sandbox.connect("basip-panel", "manager"));
  expect(await messageOf(panel.getIdentifier({ identifierUid: 1 }), panel.getIdentifier)).toBe("403 Administrator rights required");
});
