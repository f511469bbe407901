import { isJsonObject, type Json } from "../../json.js";
import { type Infer, type Shape, type Violation, violations } from "../../shape.js";

const text = { type: "string" } as const;
const int32 = { type: "integer" } as const;
const day = { type: "object", properties: { week_order: { ...text, required: true }, day_type: { ...text, required: true } } } as const;

const week = { type: "array", items: text } as const satisfies Shape;
const monthDays = {
  type: "object",
  properties: { format: { ...text, required: true }, range: { type: "array", items: int32, required: true } },
} as const satisfies Shape;
const monthDay = {
  type: "object",
  properties: { format: { ...text, required: true }, range: { ...day, required: true } },
} as const satisfies Shape;
const year = {
  type: "object",
  properties: { months: { type: "array", items: int32, required: true }, range: day },
} as const satisfies Shape;

/** What the `repeat_options` of a repetition say, whichever of their forms they have. */
export interface Repetition {
  readonly weekDays?: readonly string[];
  readonly months?: readonly number[];
  readonly format?: string;
  readonly monthDays?: readonly number[];
  readonly day?: Infer<typeof day>;
}

/** The `repeat_options` inside a time profile's body, if there are any. */
export function repetitionIn(body: Json): Json | undefined {
  const inside = ["repeat_options", "repeat_format", "repeat_custom", "repeat_options"].reduce<Json | undefined>(
    (value, name) => (isJsonObject(value) ? value[name] : undefined),
    body,
  );
  return inside;
}

/** The form that such options have: by days of the week, by months of the year, or within a month. */
export function formOf(options: Json): Shape {
  if (Array.isArray(options)) return week;
  if (isJsonObject(options) && Object.hasOwn(options, "months")) return year;
  return isJsonObject(options) && options["format"] === "parameterizedDay" ? monthDay : monthDays;
}

/** What is wrong with the options' form. */
export function repetitionViolations(body: Json): readonly Violation[] {
  const options = repetitionIn(body);
  return options === undefined ? [] : violations(formOf(options), options, "repeat_options");
}

/** Options whose form is right, read. */
export function readRepetition(options: Json | undefined): Repetition {
  if (options === undefined) return {};
  switch (formOf(options)) {
    case week:
      return { weekDays: options as Infer<typeof week> };
    case year: {
      const { months, range } = options as Infer<typeof year>;
      return { months, ...(range && { day: range }) };
    }
    case monthDay: {
      const { format, range } = options as Infer<typeof monthDay>;
      return { format, day: range };
    }
    default: {
      const { format, range } = options as Infer<typeof monthDays>;
      return { format, monthDays: range };
    }
  }
}
