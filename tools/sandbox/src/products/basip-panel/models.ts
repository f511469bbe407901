import type { Infer, Shape } from "../../shape.js";

// The request models of the 2.10 to 2.15 pages. What a model does not name is ignored: the vendor's stated policy.

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const int64 = { type: "integer", bits: 64 } as const;

const base = {
  identifier_owner: {
    type: "object",
    required: true,
    properties: { name: { ...text, required: true }, type: { type: "string", enum: ["owner", "guest"], required: true } },
  },
  identifier_type: { type: "string", enum: ["card", "ukey", "inputCode", "face_id", "qr", "license_plate"], required: true },
  identifier_number: { ...text, required: true },
  lock: { type: "string", enum: ["first", "second", "all"], required: true },
} as const;

const window = { from: int64, to: int64 } as const;
const count = { max_passes: { type: "integer", minimum: 1 } } as const;

/** IdentifierCreate. The android page has no `valid`; clients send one to real panels, with gaps in it and `max_passes: null`. */
export const identifierCreate = {
  type: "object",
  properties: {
    ...base,
    valid: {
      type: "object",
      properties: {
        time: { type: "object", properties: { is_permanent: flag, ...window } },
        passes: { type: "object", properties: { is_permanent: flag, max_passes: { ...count.max_passes, nullable: true } } },
      },
    },
  },
} as const satisfies Shape;

/** IdentifierUpdate. */
export const identifierUpdate = {
  type: "object",
  properties: {
    ...base,
    valid: {
      type: "object",
      properties: {
        time: { type: "object", required: true, properties: { is_permanent: { ...flag, required: true }, ...window } },
        passes: { type: "object", required: true, properties: { is_permanent: { ...flag, required: true }, ...count } },
      },
    },
  },
} as const satisfies Shape;

/** The body of the call that deletes many. */
export const uidItems = {
  type: "object",
  properties: { uid_items: { type: "array", items: { type: "integer", minimum: -1 }, required: true } },
} as const satisfies Shape;

const int32 = { type: "integer", required: true } as const;

/** Apartment. */
export const apartment = {
  type: "object",
  properties: {
    apartment_address: { type: "object", required: true, properties: { building: int32, unit: int32, floor: int32, room: int32 } },
    apartment_name: { ...text, required: true },
    residents: { type: "object", required: true, properties: { count: { type: "integer", minimum: 0, required: true } } },
    photo_path: text,
    route_path: text,
  },
} as const satisfies Shape;

/**
 * TimeProfile, except for `repeat_custom.repeat_options`, which has three forms. Its words and ranges are not here either: each has an error
 * text of its own.
 */
export const timeProfile = {
  type: "object",
  properties: {
    name: { ...text, required: true },
    time_options: {
      type: "object",
      required: true,
      properties: {
        is_all_day: { ...flag, required: true },
        date_from: { ...int64, required: true },
        date_to: { ...int64, required: true },
      },
    },
    repeat_options: {
      type: "object",
      required: true,
      properties: {
        repeat_enable: { ...flag, required: true },
        repeat_format: {
          type: "object",
          properties: {
            repeat_type: { ...text, required: true },
            repeat_end: { type: "object", required: true, properties: { format: { ...text, required: true }, date: int64 } },
            repeat_custom: {
              type: "object",
              properties: { repeat_point_type: { ...text, required: true }, repeat_looper: int32 },
            },
          },
        },
      },
    },
  },
} as const satisfies Shape;

export type IdentifierCreate = Infer<typeof identifierCreate>;
export type IdentifierUpdate = Infer<typeof identifierUpdate>;
export type ApartmentParms = Infer<typeof apartment>;
export type TimeProfileParms = Infer<typeof timeProfile>;
