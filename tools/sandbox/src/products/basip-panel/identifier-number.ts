/** What the number of an identifier must look like, by type; a type that is not here takes anything. */
const forms: Readonly<Record<string, RegExp>> = {
  card: /^(?:[0-9]{1,10}|(?:[0-9A-Fa-f]{2}[:-]){1,7}[0-9A-Fa-f]{2})$/,
  ukey: /^(?:[0-9]{1,10}|(?:[0-9A-Fa-f]{2}[:-]){1,7}[0-9A-Fa-f]{2})$/,
  inputCode: /^[0-9]{1,10}$/,
  qr: /^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$/,
  license_plate: /^[\s\S]{1,100}$/u,
  face_id: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?$/,
};

/** Whether a number can be one of this type. */
export function numberFits(type: string, number: string): boolean {
  return forms[type]?.test(number) ?? true;
}

/**
 * What two numbers of one type have in common when they are the same credential. Cards and keys are compared without case, separators and
 * leading zeros, but never a decimal notation with a hexadecimal one: which of the two the panel reads is a setting of its own. A code is
 * what is typed, zeros and all; Base64 has a case.
 */
export function sameness(type: string, number: string): string {
  if (type === "face_id") return number;
  const lower = number.toLowerCase();
  if (type !== "card" && type !== "ukey") return lower;
  const notation = /[:-]/.test(lower) ? "hex" : "decimal";
  return `${notation} ${lower.replaceAll(/[:-]/g, "").replace(/^0+(?=.)/, "")}`;
}
