import { type Answer, json } from "../../answer.js";
import type { Json, JsonObject } from "../../json.js";
import { personView } from "./person-view.js";
import { readQuery } from "./request.js";
import { listRules } from "./rules/list.js";
import { type ImagewareCall, type PersonRecord, stateOf } from "./state.js";

const SORT_FIELDS = ["userId", "id"];
const FILLABLE_FIELDS = ["userId", "id", "data"];

/**
 * A list of persons as the query wants it: `find`, then `notEmpty`, then `sort`, then one page. Without `sort`, oldest first.
 *
 * @throws {Refusal} 400
 */
export function listed(call: ImagewareCall, persons: () => readonly PersonRecord[]): Answer {
  const query = readQuery(call, ["find", "sort", "pageSize", "pageNo", "notEmpty"]);
  // A plus that is not encoded arrives as a space.
  const sort = query.get("sort");
  const descending = sort?.startsWith("-") ?? false;
  const sortField = sort?.replace(/^[ +-]/, "");
  call.site.enforce(listRules, {
    query,
    sortFields: SORT_FIELDS,
    fillableFields: FILLABLE_FIELDS,
    sortField,
  });
  const state = stateOf(call.site);
  const find = (query.get("find") ?? "").toLowerCase();
  const notEmpty = query.get("notEmpty");
  const rows = persons()
    .filter((one) => one.userId.toLowerCase().includes(find))
    .map((one) => personView(state, one))
    .filter((row) => notEmpty === null || (row[notEmpty] !== null && row[notEmpty] !== ""));
  if (sortField !== undefined) rows.sort(comparing(sortField, descending ? -1 : 1));
  return json(200, page(rows, query));
}

/** Orders rows by a text, whatever the case. */
const comparing = (field: string, direction: 1 | -1) => (a: JsonObject, b: JsonObject) => {
  const [left, right] = [String(a[field]).toLowerCase(), String(b[field]).toLowerCase()];
  return left === right ? 0 : direction * (left < right ? -1 : 1);
};

/** Pages are counted from 1; without a size there is one, with everything. */
function page(rows: readonly JsonObject[], query: URLSearchParams): Json {
  const size = Number(query.get("pageSize") ?? Math.max(1, rows.length));
  const start = (Number(query.get("pageNo") ?? 1) - 1) * size;
  return rows.slice(start, start + size);
}
