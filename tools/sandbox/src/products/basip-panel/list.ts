import type { JsonObject } from "../../json.js";
import { listRules } from "./rules/list.js";
import type { PanelCall } from "./state.js";

type Key = string | number;

/** How one kind of thing is listed. */
export interface ListKind<T> {
  /** The name that the uid has in a row. */
  readonly uid: string;
  /** By what a list can be sorted; the first is the default. */
  readonly sorts: Readonly<Record<string, (record: T) => Key>>;
  /** By what it can be filtered: the format of the value, and what each type of filter means. */
  readonly filters: Readonly<Record<string, Filter<T>>>;
}

type Filter<T> =
  | { readonly format: "string"; readonly types: Readonly<Record<string, (record: T, value: string) => boolean>> }
  | { readonly format: "integer"; readonly types: Readonly<Record<string, (record: T, value: number) => boolean>> };

const LIMITS = ["10", "20", "30", "50"];
const FILTER = ["filter_field", "filter_type", "filter_format", "filter_value"] as const;
/** An integer of the filters for times is one of 64 bits, and may be called so. */
const INTEGERS = ["integer", "int64"];

/**
 * One page of a list, in the vendor's frame.
 *
 * @param records In the order of their uids.
 * @throws {Refusal} 400
 */
export function listPage<T extends { readonly id: string }>(
  { site, request }: PanelCall,
  kind: ListKind<T>,
  records: readonly T[],
  view: (record: T) => JsonObject,
): JsonObject {
  // Of a parameter that is there twice the first counts.
  const query: Readonly<Record<string, string>> = Object.fromEntries([...request.query].reverse());
  const given = FILTER.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]] as const]));
  const matches = matcher(kind, query);
  site.enforce(listRules, { filter: given.length === 0 ? "none" : matches ? "known" : "unknown" });

  const names = Object.keys(kind.sorts);
  const field = names.includes(query["sort_field"] ?? "") ? query["sort_field"]! : names[0]!;
  const descending = query["sort_type"] === "desc";
  const key = kind.sorts[field]!;
  const found = records
    .filter((record) => matches?.(record) ?? true)
    .map((record) => ({ record, key: key(record) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  if (descending) found.reverse();

  const limit = Number(LIMITS.includes(query["limit"] ?? "") ? query["limit"] : LIMITS[0]);
  const page = pageNumber(query["page_number"]);
  return {
    list_option: {
      pagination: { total_items: found.length, items_limit: limit, total_pages: Math.ceil(found.length / limit), current_page: page },
      ...(given.length > 0 && { filter: Object.fromEntries(given) }),
      sort: { field, asc: !descending, available_fields: names },
    },
    list_items: found.slice((page - 1) * limit, page * limit).map(({ record }) => ({ [kind.uid]: Number(record.id), ...view(record) })),
  };
}

/** What the filter of a query lets through; undefined where it is none that this kind of thing has. */
function matcher<T>(kind: ListKind<T>, query: Readonly<Record<string, string | undefined>>): ((record: T) => boolean) | undefined {
  const [field = "", type = "", format = "", value] = FILTER.map((name) => query[name]);
  const filter = Object.hasOwn(kind.filters, field) ? kind.filters[field]! : undefined;
  if (!filter || !Object.hasOwn(filter.types, type) || value === undefined) return undefined;
  if (filter.format === "string") {
    const fits = filter.types[type]!;
    return format === "string" ? (record) => fits(record, value) : undefined;
  }
  const fits = filter.types[type]!;
  return INTEGERS.includes(format) && /^-?\d{1,15}$/.test(value) ? (record) => fits(record, Number(value)) : undefined;
}

/** What is no page number is the first page. */
function pageNumber(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 1;
}
