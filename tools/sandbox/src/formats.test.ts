import { expect, test } from "vitest";
import { dateTime } from "./formats.js";

test.each([
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["1900-02-29", false],
  ["2000-02-29", true],
  ["0000-02-29", true],
  ["0004-02-29", true],
  ["0100-02-29", false],
  ["2026-04-31", false],
  ["2026-12-31", true],
  ["2026-13-01", false],
  ["2026-00-01", false],
])("%s is a day of the calendar: %s", (day, exists) => expect(dateTime.matches(`${day}T12:00:00Z`)).toBe(exists));
