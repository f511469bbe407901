import type { Rules } from "../../../rule.js";
import type { SearchCondition, SearchOrder } from "../models.js";
import type { SearchTable } from "../search.js";

export interface SearchFacts {
  readonly table: SearchTable;
  readonly conditions: readonly SearchCondition[];
  readonly order: SearchOrder | null;
  /** `foreign`: a cursor came along that belongs to no such search. */
  readonly cursor: "none" | "known" | "foreign";
}

export const searchRules: Rules<SearchFacts> = {
  "search-cursor": {
    checklist: [],
    status: 400,
    errorCode: "invalid_cursor",
    basis: "ours",
    refuses: ({ cursor }) => (cursor === "foreign" ? "cursor belongs to no such search" : undefined),
  },
  "search-attribute": {
    checklist: [32],
    status: 400,
    errorCode: "unsupported_search_attribute",
    basis: "documented",
    refuses({ table, conditions }) {
      const unknown = conditions.find(({ name }) => !Object.hasOwn(table, name));
      return unknown && `searching by this attribute is not supported – expected ${Object.keys(table).join(", ")}`;
    },
  },
  "search-operator": {
    checklist: [32],
    status: 400,
    errorCode: "unsupported_search_operator",
    basis: "documented",
    refuses({ table, conditions }) {
      const wrong = conditions.find(({ name, operator }) => Object.hasOwn(table, name) && !table[name]!.operators.includes(operator));
      return wrong && `${wrong.operator} is not supported for ${wrong.name} – expected ${table[wrong.name]!.operators.join(", ")}`;
    },
  },
  "search-value": {
    checklist: [],
    status: 400,
    errorCode: "invalid_search_value",
    basis: "documented",
    refuses({ table, conditions }) {
      const wrong = conditions.find(
        ({ name, value }) => Object.hasOwn(table, name) && (value === undefined || !table[name]!.value.matches(value)),
      );
      return wrong && `the value for ${wrong.name} must be ${table[wrong.name]!.value.says}`;
    },
  },
  "search-order": {
    checklist: [33, 38],
    status: 400,
    errorCode: "unsupported_order_attribute",
    basis: "documented",
    refuses({ table, order }) {
      const names = Object.keys(table).filter((name) => table[name]!.sortable);
      return order && !names.includes(order.name)
        ? `ordering by this attribute is not supported – expected ${names.join(", ")}`
        : undefined;
    },
  },
};

export const usageSearchRules: Rules<Pick<SearchFacts, "conditions" | "cursor">> = {
  "usage-start-time": {
    checklist: [37],
    status: 400,
    errorCode: "missing_search_attribute",
    basis: "documented",
    refuses: ({ conditions, cursor }) =>
      cursor !== "none" || conditions.some(({ name }) => name === "startTime") ? undefined : "a condition on startTime is required",
  },
};
