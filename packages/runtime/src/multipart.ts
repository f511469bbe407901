/** A form's bytes. With the redirect mode "manual", Node keeps all of a body in case it had to send it again, so a form brings its own. */
export interface Multipart extends Blob {
  readonly redirect: "error" | "manual";
}

/**
 * A form as `multipart/form-data` (RFC 7578, encoded as the Fetch standard says): its bytes are those of its files, which are read when they are
 * sent, and its size is known before.
 */
export function multipart(form: FormData): Multipart {
  const boundary = `gatehouse-${crypto.randomUUID()}`;
  const parts: BlobPart[] = [];
  form.forEach((value, name) => {
    parts.push(`--${boundary}\r\nContent-Disposition: form-data; name="${quoted(lines(name))}"`);
    if (typeof value === "string") parts.push(`\r\n\r\n${lines(value)}\r\n`);
    // Bun gives a Blob that has no name; this is the one that the standard has for it.
    else
      parts.push(
        `; filename="${quoted(value.name ?? "blob")}"\r\nContent-Type: ${value.type || "application/octet-stream"}\r\n\r\n`,
        value,
        "\r\n",
      );
  });
  const blob = new Blob([...parts, `--${boundary}--\r\n`], { type: `multipart/form-data; boundary=${boundary}` });
  // workerd, which alone has `WebSocketPair`, knows no "error".
  return Object.assign(blob, { redirect: "WebSocketPair" in globalThis ? ("manual" as const) : ("error" as const) });
}

function lines(text: string): string {
  return text.replace(/\r\n|\r|\n/g, "\r\n");
}

function quoted(name: string): string {
  return name.replaceAll("\n", "%0A").replaceAll("\r", "%0D").replaceAll('"', "%22");
}
