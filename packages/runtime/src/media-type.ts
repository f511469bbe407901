/** `Application/JSON; charset=utf-8` → `application/json`; `""` for none. */
export function mediaType(contentType: string | null | undefined): string {
  return (contentType ?? "").split(";")[0]!.trim().toLowerCase();
}

export function isJson(type: string): boolean {
  return type.endsWith("/json") || type.endsWith("+json");
}

export function isText(type: string): boolean {
  return /^text\/|[/+]xml$|-urlencoded$/.test(type);
}

export function isForm(type: string): boolean {
  return /^multipart\/form-data|-urlencoded/.test(type);
}

/** True when the declared type, which may be a range (`image/*`), covers `type`. */
export function covers(declared: string, type: string): boolean {
  return declared === type || (declared.includes("*") && type.startsWith(declared.split("*")[0]!));
}
