/** A `format` that is checked. Each is a constant of its own, so that a bundle holds those that its schemas name. */
export interface Format {
  readonly name: string;
  /** True for values that the format says nothing about, too: a number has no `date-time`. */
  test(value: unknown): boolean;
}

function text(name: string, pattern: RegExp, also: (value: string) => boolean = () => true): Format {
  return { name, test: (value) => typeof value !== "string" || (pattern.test(value) && also(value)) };
}

function whole(name: string, limit: number): Format {
  return { name, test: (value) => typeof value !== "number" || (Number.isInteger(value) && value >= -limit && value < limit) };
}

/** True where the day exists: `2026-02-30` does not. */
function isDay(value: string): boolean {
  const [year, month, day] = value.slice(0, 10).split("-").map(Number) as [number, number, number];
  return (
    day <= [31, (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!
  );
}

/** RFC 3339, `2026-11-22T10:00:00Z`; the offset may lack its colon or its minutes, as vendors write it. */
export const dateTime: Format = /* @__PURE__ */ text(
  "date-time",
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt ]([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?([Zz]|[+-]\d\d(:?[0-5]\d)?)$/,
  isDay,
);
/** RFC 3339, `2026-11-22`. */
export const date: Format = /* @__PURE__ */ text("date", /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, isDay);
/** RFC 9562, with or without `urn:uuid:`. */
export const uuid: Format = /* @__PURE__ */ text("uuid", /^(urn:uuid:)?[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i);
/** An absolute address. */
export const uri: Format = /* @__PURE__ */ text("uri", /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i);
/** An address, absolute or not. */
export const uriReference: Format = /* @__PURE__ */ text("uri-reference", /^[^\s<>"{}|\\^`]*$/);
/** As much of an address as has no exceptions: something, `@`, a host. */
export const email: Format = /* @__PURE__ */ text("email", /^[^\s@]+@[^\s@]+$/);
/** RFC 1123. */
export const hostname: Format = /* @__PURE__ */ text(
  "hostname",
  /^(?=.{1,253}\.?$)[\da-z]([\da-z-]{0,61}[\da-z])?(\.[\da-z]([\da-z-]{0,61}[\da-z])?)*\.?$/i,
);
/** `192.0.2.1`. */
export const ipv4: Format = /* @__PURE__ */ text("ipv4", /^((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(?!$)|$)){4}$/);
/** 32 bits, with a sign. */
export const int32: Format = /* @__PURE__ */ whole("int32", 2 ** 31);
/** 64 bits, with a sign; what JSON gives of it is exact up to 2^53. */
export const int64: Format = /* @__PURE__ */ whole("int64", 2 ** 63);
