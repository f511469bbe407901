import { jsonOf } from "./body.js";
import { primitive } from "./parameter.js";
import { hidden, type Part } from "./parts.js";

/** Writes forms. */
export const forms: Part = /* @__PURE__ */ hidden(formOf);

export type FormOf = typeof formOf;

/** Members as fields, lists as repeated fields; in multipart, objects as JSON. `undefined` for what has no such form. */
function formOf(value: unknown, type: string): FormData | URLSearchParams | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const form = type === "multipart/form-data" ? new FormData() : new URLSearchParams();
  for (const [key, members] of Object.entries(value)) {
    for (const member of Array.isArray(members) ? members : [members]) {
      const text = primitive(member);
      if (text !== undefined) form.append(key, text);
      else if (member !== undefined) {
        if (typeof member !== "object" || form instanceof URLSearchParams) return undefined;
        const json = member instanceof Blob ? "" : jsonOf(member);
        if (json === undefined) return undefined;
        form.append(key, member instanceof Blob ? member : new Blob([json], { type: "application/json" }));
      }
    }
  }
  return form;
}
