import { expect, it } from "vitest";
import { multipart } from "./multipart.js";

it("is read by a platform's own parser as the form that it was, with its size known before", async () => {
  const form = new FormData();
  form.append('na"me\r\n', "two\nlines");
  form.append("file", new File([new Uint8Array([0, 13, 10, 255])], 'a "photo"\n.jpg', { type: "image/jpeg" }));
  form.append("file", new Blob(["x"]));
  form.append("empty", "");
  const blob = multipart(form);
  const bytes = await blob.arrayBuffer();
  expect(bytes.byteLength).toBe(blob.size);

  const own = new Response(form);
  const [read, wanted] = await Promise.all([new Response(bytes, { headers: { "content-type": blob.type } }).formData(), own.formData()]);
  const entries = (of: FormData) =>
    Promise.all(
      [...of].map(async ([name, value]) => [name, ...(value instanceof File ? [value.name, value.type, await value.text()] : [value])]),
    );
  expect(await entries(read)).toEqual(await entries(wanted));
});

it("has a boundary of its own each time", () => {
  expect(multipart(new FormData()).type).not.toBe(multipart(new FormData()).type);
});
