import { jsonOf } from "./body.js";
import { multipart } from "./multipart.js";
import { primitive } from "./parameter.js";
import { hidden, type Part } from "./parts.js";

/** Writes forms. */
export const forms: Part = /* @__PURE__ */ hidden(formOf);

export type FormOf = typeof formOf;

/**
 * Members as fields, lists as repeated fields; in multipart, objects as JSON. `undefined` for what has no such form.
 *
 * Multipart is written here and not left to `fetch`: that of an undici of one's own, which a custom certificate or a proxy asks for, sends the
 * platform's `FormData` as the text "[object FormData]".
 */
function formOf(value: unknown, type: string): Blob | URLSearchParams | undefined {
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
  return form instanceof URLSearchParams ? form : multipart(form);
}
