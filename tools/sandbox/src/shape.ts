import { isJsonObject, type Json } from "./json.js";

/** What a value must look like: the constraints a vendor documents for a model, as data. */
export type Shape =
  | { readonly type: "string"; readonly enum?: readonly string[]; readonly format?: Format }
  | {
      readonly type: "integer";
      readonly bits?: 32 | 64;
      readonly minimum?: number;
      readonly maximum?: number;
      readonly enum?: readonly number[];
    }
  | { readonly type: "boolean" }
  | { readonly type: "array"; readonly items: Shape }
  | { readonly type: "map"; readonly values: Shape }
  | { readonly type: "object"; readonly properties: Readonly<Record<string, Property>>; readonly nullIsUnset?: true };

/**
 * A shape inside an object. Without `required` it may be left out; null is a way of leaving it out only where the object says `nullIsUnset`,
 * and a value of its own where the property is `nullable`. Other properties are ignored.
 */
export type Property = Shape & { readonly required?: true; readonly nullable?: true };

/** What a text must look like; `says` completes "must be …". */
export interface Format {
  readonly says: string;
  readonly matches: (text: string) => boolean;
}

/** The type of a value that fits a shape declared `as const`. */
export type Infer<S> = S extends { readonly enum: readonly (infer E)[] }
  ? E
  : S extends { readonly type: "string" }
    ? string
    : S extends { readonly type: "integer" }
      ? number
      : S extends { readonly type: "boolean" }
        ? boolean
        : S extends { readonly type: "array"; readonly items: infer I }
          ? readonly Infer<I>[]
          : S extends { readonly type: "map"; readonly values: infer V }
            ? Readonly<Record<string, Infer<V>>>
            : S extends { readonly type: "object"; readonly properties: infer P }
              ? { readonly [K in keyof P as P[K] extends { readonly required: true } ? K : never]: InferProperty<P[K]> } & {
                  readonly [K in keyof P as P[K] extends { readonly required: true } ? never : K]?:
                    | InferProperty<P[K]>
                    | (S extends { readonly nullIsUnset: true } ? null : never);
                }
              : never;

type InferProperty<P> = Infer<P> | (P extends { readonly nullable: true } ? null : never);

/** The kind of constraint that a value breaks. */
export type ViolationKind = "required" | "type" | "enum" | "bounds" | "format";

/** One broken constraint: what, where, what would be right. */
export interface Violation {
  readonly kind: ViolationKind;
  /** Where: `tenant.domain`, `items[2]`, or `body` for the whole. */
  readonly at: string;
  readonly message: string;
}

/** Every constraint of the shape that the value breaks, in the order of the shape. */
export function violations(shape: Shape, value: Json, at = "body"): readonly Violation[] {
  const wrong = (kind: ViolationKind, right: string): readonly Violation[] => [{ kind, at, message: `${at} must be ${right}` }];
  switch (shape.type) {
    case "string":
      if (typeof value !== "string") return wrong("type", "a string");
      if (shape.enum && !shape.enum.includes(value)) return wrong("enum", `one of ${shape.enum.join(", ")}`);
      return shape.format && !shape.format.matches(value) ? wrong("format", shape.format.says) : [];
    case "integer": {
      if (typeof value !== "number" || !Number.isInteger(value)) return wrong("type", "an integer");
      if (shape.enum && !shape.enum.includes(value)) return wrong("enum", `one of ${shape.enum.join(", ")}`);
      const limit = 2 ** ((shape.bits ?? 32) - 1);
      const { minimum = -limit, maximum = limit - 1 } = shape;
      return value < minimum || value > maximum ? wrong("bounds", `from ${minimum} to ${maximum}`) : [];
    }
    case "boolean":
      return typeof value === "boolean" ? [] : wrong("type", "true or false");
    case "array":
      if (!Array.isArray(value)) return wrong("type", "an array");
      return value.flatMap((item: Json, index) => violations(shape.items, item, `${at}[${index}]`));
    case "map":
      if (!isJsonObject(value)) return wrong("type", "an object");
      return Object.entries(value).flatMap(([key, item]) => violations(shape.values, item, `${at}.${key}`));
    case "object":
      if (!isJsonObject(value)) return wrong("type", "an object");
      return Object.entries(shape.properties).flatMap(([name, property]) => {
        const path = at === "body" ? name : `${at}.${name}`;
        if (value[name] === null && (property.nullable || (shape.nullIsUnset && !property.required))) return [];
        if (Object.hasOwn(value, name)) return violations(property, value[name] as Json, path);
        return property.required ? [{ kind: "required", at: path, message: `${path} is required` }] : [];
      });
  }
}
