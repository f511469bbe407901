import { encode } from "fast-png";
import { encodeQR } from "qr";

/** Pixels per module. */
const SCALE = 8;
/** Modules of white around the code, as the standard asks for. */
const QUIET = 4;

/** A PNG of the QR code of a text, in grey. */
export function qrPng(text: string): Uint8Array<ArrayBuffer> {
  const modules = encodeQR(text, "raw", { border: QUIET, scale: SCALE });
  const size = modules.length;
  const data = new Uint8Array(size * size);
  for (const [row, line] of modules.entries()) for (const [column, dark] of line.entries()) data[row * size + column] = dark ? 0 : 255;
  return new Uint8Array(encode({ width: size, height: size, data, channels: 1, depth: 8 }));
}
