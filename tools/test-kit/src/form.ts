import type { Json, MediaView } from "@gatehouse/description";

/** An example of a form as a `FormData`: bytes in examples are written in base64, and are files. */
export function formOf(example: Json, media: MediaView): FormData {
  const form = new FormData();
  const properties = (media.schema?.resolved["properties"] ?? {}) as Readonly<Record<string, Readonly<Record<string, Json>>>>;
  for (const [name, value] of Object.entries(example as Record<string, Json>)) {
    const type = properties[name]?.["contentMediaType"];
    if (typeof type === "string" && !/json$|^text\//.test(type))
      form.set(name, new Blob([Buffer.from(String(value), "base64")], { type }), name);
    else form.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return form;
}
