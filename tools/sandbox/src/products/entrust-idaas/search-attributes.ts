import { milliseconds, searchTime } from "../../formats.js";
import type { SearchAttribute } from "./search.js";

/** A text of up to 100 characters, compared without case. */
export function shortText(operators: readonly string[]): SearchAttribute {
  return {
    operators,
    value: { says: "a text of up to 100 characters", matches: (text) => [...text].length <= 100 },
    parse: (text) => text.toLowerCase(),
    sortable: true,
  };
}

/** One of some words, in exactly that spelling. */
export function oneOf(words: readonly string[], sortable: boolean): SearchAttribute {
  return {
    operators: ["EQUALS"],
    value: { says: `one of ${words.join(", ")}`, matches: (text) => words.includes(text) },
    parse: (text) => text.toLowerCase(),
    sortable,
  };
}

/** `true` or `false`, as a text. */
export function flag(sortable: boolean): SearchAttribute {
  return {
    operators: ["EQUALS"],
    value: { says: "true or false", matches: (text) => text === "true" || text === "false" },
    parse: (text) => text === "true",
    sortable,
  };
}

/** An id: any text, compared as it is. */
export const identifier: SearchAttribute = {
  operators: ["EQUALS"],
  value: { says: "an id", matches: () => true },
  parse: (text) => text,
  sortable: false,
};

/** A moment in UTC, with or without the Z. */
export function moment(sortable: boolean): SearchAttribute {
  return {
    operators: ["GREATER_THAN", "GREATER_THAN_OR_EQUAL", "LESS_THAN", "LESS_THAN_OR_EQUAL"],
    value: searchTime,
    parse: (text) => milliseconds(searchTime.matches(text) && !/z|[+-]\d\d:\d\d$/i.test(text) ? `${text}Z` : text),
    sortable,
  };
}
