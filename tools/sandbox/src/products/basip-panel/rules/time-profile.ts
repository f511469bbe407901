import type { Rules } from "../../../rule.js";
import type { TimeProfileParms } from "../models.js";
import type { Repetition } from "../repetition.js";
import type { TimeProfileRecord } from "../state.js";
import { NO_VALUE, naming, saying } from "./saying.js";

export const timeProfileRules: Rules<{ readonly timeProfile: TimeProfileRecord | undefined }> = {
  "time-profile-known": saying("Wrong Time Profile Uid", ({ timeProfile }) => !timeProfile),
};

export interface TimeProfileFacts {
  readonly repeat: TimeProfileParms["repeat_options"]["repeat_format"];
  /** What `repeat_custom.repeat_options` says, read by its form. */
  readonly repetition: Repetition;
}

const DAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"];
const DAY_TYPES = [...DAYS, "WEEK_DAY", "DAY_OFF"];
const ORDERS = ["first", "second", "third", "fourth", "fifth", "last"];

const from = (least: number, most: number) => (value: number) => value >= least && value <= most;

/** Words and ranges of a repetition. The texts are the vendor's; `Wrong year range` is one for which we know no cause. */
export const timeProfileContentRules: Rules<TimeProfileFacts> = {
  "repeat-type": saying(
    "Wrong repeat_type",
    ({ repeat }) => repeat !== undefined && !["day", "week", "twoWeeks", "month", "year", "custom"].includes(repeat.repeat_type),
  ),
  "repeat-format": saying(
    "Wrong format enum name",
    ({ repeat, repetition }) =>
      (repeat !== undefined && !["never", "date"].includes(repeat.repeat_end.format)) ||
      (repetition.format !== undefined && !["dayNumbers", "parameterizedDay"].includes(repetition.format)),
  ),
  "repeat-end-date": naming(NO_VALUE, ({ repeat }) =>
    repeat?.repeat_end.format === "date" && repeat.repeat_end.date === undefined ? "date" : undefined,
  ),
  "repeat-point-type": saying("Wrong repeat_point_type enum name", ({ repeat }) => {
    const type = repeat?.repeat_custom?.repeat_point_type;
    return type !== undefined && !["day", "week", "month", "year"].includes(type);
  }),
  "repeat-looper": saying("Wrong repeat_looper range", ({ repeat }) => {
    const looper = repeat?.repeat_custom?.repeat_looper;
    return looper !== undefined && !from(1, 1000)(looper);
  }),
  "week-days-some": saying("Set in WeekOptions can't be empty", ({ repetition }) => repetition.weekDays?.length === 0),
  "month-days-some": saying("Set in dayNumbers can't be empty", ({ repetition }) => repetition.monthDays?.length === 0),
  "months-some": saying("Set in YearOptions can't be empty", ({ repetition }) => repetition.months?.length === 0),
  "repeat-words": saying(
    "Wrong repeat_options enum name",
    ({ repetition: { weekDays = [], day } }) =>
      !weekDays.every((one) => DAYS.includes(one)) ||
      (day !== undefined && !(ORDERS.includes(day.week_order) && DAY_TYPES.includes(day.day_type))),
  ),
  "month-days-range": saying("Wrong DayOfMonth range", ({ repetition }) => !(repetition.monthDays ?? []).every(from(1, 31))),
  "months-range": saying("Wrong months range", ({ repetition }) => !(repetition.months ?? []).every(from(1, 12))),
};
