import { isJsonObject, type Json, type JsonObject } from "../../json.js";
import type { Format } from "../../shape.js";
import { decodeCursor, encodeCursor } from "./cursor.js";
import type { SearchCondition, SearchOrder, SearchParms } from "./models.js";
import { searchRules, usageSearchRules } from "./rules/search.js";
import type { EntrustSite } from "./state.js";

/** A value by which records are compared. */
export type SearchKey = string | number | boolean;

/** An attribute that a search accepts. */
export interface SearchAttribute {
  readonly operators: readonly string[];
  /** What the value of a condition, always a text, must look like. */
  readonly value: Format;
  /** The condition's value as something to compare; texts in lower case. */
  readonly parse: (value: string) => SearchKey;
  readonly sortable: boolean;
}

/** The attributes that a search accepts, by name. */
export type SearchTable = Readonly<Record<string, SearchAttribute>>;

/** One of the paged searches. */
export interface Search<T> {
  readonly name: string;
  readonly table: SearchTable;
  readonly keys: (record: T) => Readonly<Record<string, SearchKey>>;
  /** Whether a condition on `startTime` is demanded. */
  readonly startTimeNeeded: boolean;
}

/** The page size where none is asked for. */
export const DEFAULT_LIMIT = 20;

/**
 * One page of the records that fit, and the cursors to its neighbours. A cursor names the record at the edge rather than a count, so
 * that nothing is skipped or shown twice when tenants come and go between two pages.
 *
 * @param records In order of creation.
 * @throws {Refusal} 400
 */
export function searchPage<T extends { readonly order: number }>(
  site: EntrustSite,
  search: Search<T>,
  owner: string,
  parms: SearchParms,
  records: readonly T[],
  view: (record: T) => JsonObject,
): JsonObject {
  const position = parms.cursor === undefined ? undefined : positionOf(parms.cursor, search.name, owner);
  const { conditions, order } = position ?? { conditions: parms.searchByAttributes ?? [], order: parms.orderByAttribute ?? null };
  const cursor = parms.cursor === undefined ? "none" : position ? "known" : "foreign";
  if (search.startTimeNeeded) site.enforce(usageSearchRules, { conditions, cursor });
  site.enforce(searchRules, { table: search.table, conditions, order, cursor });

  const direction = order?.ascending === false ? -1 : 1;
  const byEdge = (a: Edge, b: Edge) => compare(a.key, b.key) * direction || a.order - b.order;
  const found = records
    .map((record) => ({ record, keys: search.keys(record) }))
    .filter(({ keys }) => conditions.every((condition) => fits(search.table, keys, condition)))
    .map(({ record, keys }) => ({ record, key: (order && keys[order.name]) ?? 0, order: record.order }))
    .sort(byEdge);
  const limit = parms.limit ?? DEFAULT_LIMIT;
  const start = position ? startOf(position, found, byEdge, limit) : 0;
  const page = found.slice(start, start + limit);

  const neighbour = (side: Side, edge: Edge | undefined): string | null =>
    edge
      ? encodeCursor({ search: search.name, owner, conditions, order, side, edge: { key: edge.key, order: edge.order } } as unknown as Json)
      : null;
  return {
    paging: {
      limit,
      nextCursor: start + limit < found.length ? neighbour("after", page.at(-1)) : null,
      prevCursor: start > 0 ? neighbour("before", page[0] ?? position?.edge) : null,
    },
    results: page.map(({ record }) => view(record)),
  };
}

interface Edge {
  readonly key: SearchKey;
  readonly order: number;
}

type Side = "after" | "before";

/** What a cursor holds: the search, and the edge of the page it was made for. */
interface Position {
  readonly conditions: readonly SearchCondition[];
  readonly order: SearchOrder | null;
  readonly side: Side;
  readonly edge: Edge;
}

function positionOf(cursor: string, search: string, owner: string): Position | undefined {
  const held = decodeCursor(cursor);
  return isJsonObject(held) && held["search"] === search && held["owner"] === owner ? (held as unknown as Position) : undefined;
}

function startOf({ side, edge }: Position, found: readonly Edge[], byEdge: (a: Edge, b: Edge) => number, limit: number): number {
  const first = found.findIndex((one) => (side === "after" ? byEdge(one, edge) > 0 : byEdge(one, edge) >= 0));
  const at = first === -1 ? found.length : first;
  return side === "after" ? at : Math.max(0, at - limit);
}

function compare(a: SearchKey, b: SearchKey): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function fits(table: SearchTable, keys: Readonly<Record<string, SearchKey>>, { name, operator, value = "" }: SearchCondition): boolean {
  const attribute = table[name];
  const actual = keys[name];
  if (!attribute || actual === undefined) return true;
  const wanted = attribute.parse(value);
  const inside = String(actual).includes(String(wanted));
  switch (operator) {
    case "EQUALS":
      return actual === wanted;
    case "NOT_EQUALS":
      return actual !== wanted;
    case "CONTAINS":
      return inside;
    case "NOT_CONTAINS":
      return !inside;
    case "STARTS_WITH":
      return String(actual).startsWith(String(wanted));
    case "ENDS_WITH":
      return String(actual).endsWith(String(wanted));
    case "GREATER_THAN":
      return compare(actual, wanted) > 0;
    case "GREATER_THAN_OR_EQUAL":
      return compare(actual, wanted) >= 0;
    case "LESS_THAN":
      return compare(actual, wanted) < 0;
    case "LESS_THAN_OR_EQUAL":
      return compare(actual, wanted) <= 0;
    default:
      return false;
  }
}
