/** Bytes that a sample does not show but reads from a file beside it. */
export class SampleFile {
  constructor(
    /** Name of the file: `file.jpg`. */
    readonly name: string,
    /** Its media type; undefined where the description does not say it. */
    readonly type: string | undefined,
    /** What the description's example has for it; undefined where it has none. */
    readonly bytes: Uint8Array | undefined,
  ) {}
}

/** The file behind a property of a form. Examples have bytes in base64; what is not base64 is meant as text. */
export function sampleFile(property: string, type: string | undefined, example: unknown): SampleFile {
  const extension = EXTENSIONS[type ?? ""] ?? "bin";
  return new SampleFile(`${property}.${extension}`, type, typeof example === "string" ? bytesOf(example) : undefined);
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "application/pdf": "pdf",
  "application/zip": "zip",
};

function bytesOf(text: string): Uint8Array {
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0;
  return Buffer.from(text, isBase64 ? "base64" : "utf8");
}
