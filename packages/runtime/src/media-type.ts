/** `Application/JSON; charset=utf-8` → `application/json`; `""` for none. */
export function mediaType(contentType: string | null | undefined): string {
  return (contentType ?? "").split(";")[0]!.trim().toLowerCase();
}

export function isJson(type: string): boolean {
  return type.endsWith("/json") || type.endsWith("+json");
}

export function isText(type: string): boolean {
  return /^text\/|[/+]xml$|^application\/x-www-form-urlencoded$/.test(type);
}

export function isForm(type: string): boolean {
  return /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/.test(type);
}

/** True when the declared type, which may be a range (`image/*`), covers `type`. */
export function covers(declared: string, type: string): boolean {
  if (declared === type) return true;
  const range = mediaType(declared);
  return range === type || range === "*/*" || (range.endsWith("/*") && type.startsWith(range.slice(0, -1)));
}
