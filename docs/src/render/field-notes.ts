import type { Field } from "../model/fields.js";
import { code } from "../model/type-text.js";

/** What a row says beside its description, a sentence of Markdown each. */
export function fieldNotes(field: Field): string[] {
  const notes: string[] = [];
  const { values, lifecycle, onInvalid } = field;
  if (field.presence === "forbidden") notes.push("Must not be sent here.");
  if (values) {
    const list = values.values.map((value) => code(typeof value === "string" ? value : JSON.stringify(value))).join(" · ");
    if (!values.open) notes.push(values.values.length === 1 ? `Always ${list}.` : `One of ${list}.`);
    else notes.push(`Known values: ${list}. Others may come.`);
  }
  if (field.limits.length > 0) notes.push(`${capital(field.limits.join(", "))}.`);
  notes.push(...field.conditions);
  if (field.default !== undefined) notes.push(`Without it: ${code(JSON.stringify(field.default))}.`);
  if (field.example !== undefined)
    notes.push(`Example: ${code(typeof field.example === "string" ? field.example : JSON.stringify(field.example))}`);
  if (field.again) notes.push(`Has the fields of ${code(field.again)} again.`);
  if (field.model) notes.push(`The fields of ${code(field.model)} stand on a page of their own.`);
  if (field.sensitive) notes.push(`**${field.sensitive === "secret" ? "Secret" : "Biometric"}**: kept out of logs and errors.`);
  if (onInvalid) notes.push(`Another value is ${invalid(onInvalid)}.`);
  if (lifecycle) notes.push(`${capital(lifecycle.text)}.`);
  return notes;
}

/** The heading above the fields of one of several forms. */
export function formText({ name, path, form }: Field): string {
  return `${path || "The body"}, form ${form?.number} of ${form?.of}: ${name}`;
}

function invalid(rule: NonNullable<Field["onInvalid"]>): string {
  if (typeof rule === "object") return `taken as ${code(JSON.stringify(rule.coerce))}`;
  if (rule === "ignore") return "ignored by the vendor";
  return rule === "unknown" ? "answered in a way that nothing public tells" : "refused";
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
