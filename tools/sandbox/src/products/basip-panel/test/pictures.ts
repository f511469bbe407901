import { readFileSync } from "node:fs";
import { PNG } from "pngjs";

const read = (name: string) => new Uint8Array(readFileSync(new URL(`pictures/${name}.jpg`, import.meta.url)));

/** Stripes of grey, 320 by 240, as libjpeg writes them: there is nobody's face in a test. */
export const jpegs = { baseline: read("baseline"), progressive: read("progressive"), restarts: read("restarts") };

/** A JPEG that says another size of itself; nothing else in it changes. */
export function sized(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(jpegs.baseline);
  const at = bytes.findIndex((byte, index) => byte === 0xff && bytes[index + 1] === 0xc0);
  bytes.set([height >> 8, height & 0xff, width >> 8, width & 0xff], at + 5);
  return bytes;
}

/** A sound PNG. */
export const png = (): Uint8Array<ArrayBuffer> => new Uint8Array(PNG.sync.write(new PNG({ width: 320, height: 240 })));

/** A form with one file. */
export function form(
  bytes: Uint8Array<ArrayBuffer> = jpegs.baseline,
  { name = "file", type = "image/jpeg", filename = "out3.jpg" } = {},
): FormData {
  const data = new FormData();
  data.append(name, new Blob([bytes], { type }), filename);
  return data;
}
