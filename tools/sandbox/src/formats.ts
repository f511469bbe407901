import type { Format } from "./shape.js";

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/** RFC 3339 `date-time`, without leap seconds. */
export const dateTime: Format = {
  says: "a date-time such as 2019-02-19T13:15:27Z",
  matches(text) {
    const parts = DATE_TIME.exec(text);
    if (!parts) return false;
    const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [number, number, number, number, number, number];
    // Day 0 of the next month is the last day of this one; Date itself would take 30 February for 2 March. It takes the years before 100 for
    // some of the last century's, and the calendar begins again every 400 years.
    const days = month >= 1 && month <= 12 ? new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate() : 0;
    return day >= 1 && day <= days && hour <= 23 && minute <= 59 && second <= 59;
  },
};

/** A `dateTime`, or one without a zone, which is then UTC. */
export const searchTime: Format = {
  says: "a time in UTC such as 2018-08-04T18:15:30",
  matches: (text) => dateTime.matches(text) || dateTime.matches(`${text}Z`),
};

/** Exactly two letters, as in ISO 3166. */
export const twoLetters: Format = { says: "two letters", matches: (text) => /^[a-z]{2}$/i.test(text) };

/** Milliseconds since 1970 of a valid `dateTime`. */
export function milliseconds(text: string): number {
  return Date.parse(text.toUpperCase());
}

/** An instant in UTC, without a fraction where there is none: `2019-02-19T13:15:27Z`. */
export function instant(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}
