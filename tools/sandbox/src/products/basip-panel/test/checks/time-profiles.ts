import { expect } from "vitest";
import { type Check, done, ok, profileOfPath, profilePath, refused, TIME_PROFILE, TIME_PROFILES } from "../target.js";

const format = (parts: object = {}) => ({
  repeat_type: "custom",
  repeat_end: { format: "date", date: 1_900_000_000 },
  repeat_custom: { repeat_point_type: "week", repeat_looper: 5, repeat_options: ["MON", "SUN"] },
  ...parts,
});
const profile = (repeat_format?: object, parts: object = {}) => ({
  name: "Evenings",
  time_options: { is_all_day: false, date_from: 1_800_000_000, date_to: 1_800_003_600 },
  repeat_options: { repeat_enable: true, ...(repeat_format && { repeat_format }) },
  ...parts,
});
const custom = (repeat_options: unknown, parts: object = {}) =>
  profile(format({ repeat_custom: { repeat_point_type: "month", repeat_looper: 1, repeat_options, ...parts } }));
const wrongType = (name: string) => `Wrong JSON body: value \`${name}\` was of the wrong type`;
const noValue = (name: string) => `Wrong JSON body: no value for \`${name}\``;

/** Repetitions of every form. */
const GOOD: readonly object[] = [
  profile(),
  profile({ repeat_type: "twoWeeks", repeat_end: { format: "never" } }),
  profile(format()),
  // As in the vendor's example, whose prose says otherwise: a custom part beside another type.
  profile(format({ repeat_type: "day" })),
  custom(["SAT"]),
  custom(undefined),
  custom({ format: "dayNumbers", range: [1, 31] }),
  custom({ format: "parameterizedDay", range: { week_order: "last", day_type: "DAY_OFF" } }),
  custom({ months: [1, 12] }),
  custom({ months: [6], range: { week_order: "first", day_type: "MON" } }, { repeat_looper: 1000 }),
];

export const timeProfileChecks: readonly Check[] = [
  {
    title: "a time profile of every form is created and reads as it was given, without what nobody asked for",
    async run(t) {
      for (const [index, body] of GOOD.entries()) {
        const uid = ok(await t.call("POST", TIME_PROFILE, { body: { ...body, extra: 1 } })).uid;
        expect(uid).toBe(3 + index);
        const sent = JSON.parse(JSON.stringify(body));
        expect(ok(await t.call("GET", profilePath(uid)))).toEqual({ ...sent, identifiers: { uid_items: [], count: 0 } });
      }
      const noisy = custom({ months: [1], range: { week_order: "last", day_type: "SUN", x: 1 }, x: 1 }, { x: 1 });
      const uid = ok(await t.call("POST", TIME_PROFILE, { body: noisy })).uid;
      expect(JSON.stringify(ok(await t.call("GET", profilePath(uid))))).not.toContain('"x"');
    },
  },
  {
    title: "a time profile is replaced and deleted, and leaves its identifiers",
    async run(t) {
      done(await t.call("PATCH", profilePath(1), { body: profile(format()) }));
      expect(ok(await t.call("GET", profilePath(1)))).toEqual({ ...profile(format()), identifiers: { uid_items: [1], count: 1 } });
      done(await t.call("PATCH", profilePath(1), { body: profile() }));
      expect(ok(await t.call("GET", profilePath(1))).repeat_options).toEqual({ repeat_enable: true });
      done(await t.call("POST", profileOfPath(1, 2)));
      done(await t.call("DELETE", profilePath(1)));
      expect((await t.identifier(1)).time_profiles).toEqual({ uid_items: [2], link_ids: [], count: 1 });
      for (const method of ["GET", "DELETE"]) refused(await t.call(method, profilePath(1)), 400, "Wrong Time Profile Uid");
      refused(await t.call("PATCH", profilePath(1), { body: profile() }), 400, "Wrong Time Profile Uid");
      expect(ok(await t.call("GET", TIME_PROFILES)).list_option.pagination.total_items).toBe(1);
      expect(ok(await t.call("POST", TIME_PROFILE, { body: profile() })).uid).toBe(3);
    },
  },
  {
    title: "words and numbers outside a repetition's own are refused, each with its text",
    async run(t) {
      const cases: readonly (readonly [string, object])[] = [
        ["Wrong repeat_type", profile(format({ repeat_type: "hour" }))],
        ["Wrong format enum name", profile(format({ repeat_end: { format: "soon" } }))],
        ["Wrong format enum name", custom({ format: "weekdays", range: [1] })],
        [noValue("date"), profile(format({ repeat_end: { format: "date" } }))],
        ["Wrong repeat_point_type enum name", custom(["MON"], { repeat_point_type: "hour" })],
        ["Wrong repeat_looper range", custom(["MON"], { repeat_looper: 0 })],
        ["Wrong repeat_looper range", custom(["MON"], { repeat_looper: 1001 })],
        ["Set in WeekOptions can't be empty", custom([])],
        ["Set in dayNumbers can't be empty", custom({ format: "dayNumbers", range: [] })],
        ["Set in YearOptions can't be empty", custom({ months: [] })],
        ["Wrong repeat_options enum name", custom(["MON", "mon"])],
        ["Wrong repeat_options enum name", custom({ format: "parameterizedDay", range: { week_order: "sixth", day_type: "MON" } })],
        ["Wrong repeat_options enum name", custom({ format: "parameterizedDay", range: { week_order: "last", day_type: "HOLIDAY" } })],
        ["Wrong repeat_options enum name", custom({ months: [1], range: { week_order: "last", day_type: "HOLIDAY" } })],
        ["Wrong DayOfMonth range", custom({ format: "dayNumbers", range: [1, 32] })],
        ["Wrong DayOfMonth range", custom({ format: "dayNumbers", range: [0] })],
        ["Wrong months range", custom({ months: [12, 13] })],
        ["Wrong months range", custom({ months: [0] })],
      ];
      for (const [error, body] of cases) {
        refused(await t.call("POST", TIME_PROFILE, { body }), 400, error);
        refused(await t.call("PATCH", profilePath(2), { body }), 400, error);
      }
      expect(ok(await t.call("GET", profilePath(2))).name).toBe("Weekend");
    },
  },
  {
    title: "a time profile's parts are required and of their types, down to the last",
    async run(t) {
      const cases: readonly (readonly [string, object])[] = [
        [noValue("name"), profile(undefined, { name: undefined })],
        [noValue("time_options"), profile(undefined, { time_options: undefined })],
        [noValue("date_to"), profile(undefined, { time_options: { is_all_day: true, date_from: 1 } })],
        [noValue("repeat_options"), profile(undefined, { repeat_options: undefined })],
        [noValue("repeat_enable"), profile(undefined, { repeat_options: {} })],
        [noValue("repeat_type"), profile({ repeat_end: { format: "never" } })],
        [noValue("repeat_end"), profile({ repeat_type: "day" })],
        [noValue("repeat_looper"), custom(["MON"], { repeat_looper: undefined })],
        [noValue("range"), custom({ format: "dayNumbers" })],
        [noValue("format"), custom({})],
        [noValue("day_type"), custom({ months: [1], range: { week_order: "last" } })],
        [wrongType("is_all_day"), profile(undefined, { time_options: { is_all_day: 1, date_from: 1, date_to: 2 } })],
        [wrongType("date_from"), profile(undefined, { time_options: { is_all_day: true, date_from: "1", date_to: 2 } })],
        [wrongType("repeat_format"), profile(undefined, { repeat_options: { repeat_enable: true, repeat_format: null } })],
        [wrongType("repeat_options"), custom("MON")],
        [wrongType("repeat_options"), custom(null)],
        [wrongType("repeat_options"), custom([1])],
        [wrongType("months"), custom({ months: ["JAN"] })],
        [wrongType("range"), custom({ format: "dayNumbers", range: { week_order: "last", day_type: "MON" } })],
        [wrongType("range"), custom({ format: "parameterizedDay", range: [1] })],
      ];
      for (const [error, body] of cases) refused(await t.call("POST", TIME_PROFILE, { body }), 400, error);
    },
  },
];
