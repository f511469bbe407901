/** What a JPEG says of itself before anything is decoded. */
export interface Picture {
  readonly width: number;
  readonly height: number;
}

/** Whether bytes begin as a JPEG does, sound or not. */
export const hasJpegSignature = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === START && bytes[2] === 0xff;

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;

/** SOF0 to SOF15; DHT, JPG and DAC have numbers between them. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** RST0 to RST7, which stand inside the data of a scan. */
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

/**
 * The size of a JPEG whose structure is sound: from SOI to EOI, every segment inside the file, one frame header that fits its length, and
 * scan data after it. Undefined for any other bytes.
 */
export function readJpeg(bytes: Uint8Array): Picture | undefined {
  if (!hasJpegSignature(bytes)) return undefined;
  const word = (at: number) => (bytes[at]! << 8) | bytes[at + 1]!;
  let picture: Picture | undefined;
  let scanned = false;
  let at = 2;
  while (bytes[at] === 0xff) {
    while (bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (marker === undefined || marker < 0xc0 || marker === START || isRestart(marker)) return undefined;
    if (marker === END) return scanned ? picture : undefined;
    const segment = at + 2;
    // A length that is none leads to where no marker stands, and ends the walk.
    const length = word(segment);
    if (isFrame(marker)) {
      const sound = picture === undefined && length >= 11 && length === 8 + 3 * bytes[segment + 7]!;
      picture = sound ? { height: word(segment + 3), width: word(segment + 5) } : undefined;
      if (!picture || picture.width === 0 || picture.height === 0) return undefined;
    }
    at = segment + length;
    if (marker === SCAN) {
      const end = endOfScan(bytes, at);
      if (!picture || length < 8 || end === at) return undefined;
      scanned = true;
      at = end;
    }
  }
  return undefined;
}

/** Where the data of a scan ends: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const next = bytes[at + 1];
    if (bytes[at] === 0xff && next !== undefined && next !== 0 && next !== 0xff && !isRestart(next)) return at;
    at += 1;
  }
  return at;
}
