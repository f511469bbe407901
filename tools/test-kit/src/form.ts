/** The parts of a form as a `FormData`: files under their name, everything that is no text as JSON. */
export function formOf(parts: Readonly<Record<string, unknown>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(parts)) {
    if (value instanceof Blob) form.set(name, value, name);
    else form.set(name, typeof value === "string" ? value : JSON.stringify(value));
  }
  return form;
}
