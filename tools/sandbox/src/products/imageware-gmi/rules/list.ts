import type { Rules } from "../../../rule.js";

export interface QueryFacts {
  readonly query: URLSearchParams;
  /** The parameters that the call looks at. */
  readonly names: readonly string[];
}

export const queryRules: Rules<QueryFacts> = {
  "query-once": {
    checklist: [],
    status: 400,
    errorCode: "gmi.parameter.repeated",
    basis: "ours",
    refuses({ query, names }) {
      const twice = names.find((name) => query.getAll(name).length > 1);
      return twice && `${twice} may be given once`;
    },
  },
};

export interface ListFacts {
  readonly query: URLSearchParams;
  /** The field names that may be sorted by and asked to be filled. */
  readonly sortFields: readonly string[];
  readonly fillableFields: readonly string[];
  /** The field in `sort`, without its sign. */
  readonly sortField: string | undefined;
}

const MOST = 2 ** 31 - 1;
const isCount = (text: string | null): boolean => text === null || (/^\d{1,10}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST);

/** What the query of a list of persons must be: the vendor prints the parameters and explains none. */
export const listRules: Rules<ListFacts> = {
  "page-size": {
    checklist: [26],
    status: 400,
    errorCode: "gmi.parameter.invalid",
    basis: "ours",
    refuses: ({ query }) => (isCount(query.get("pageSize")) ? undefined : `pageSize must be from 1 to ${MOST}`),
  },
  "page-number": {
    checklist: [],
    status: 400,
    errorCode: "gmi.parameter.invalid",
    basis: "ours",
    refuses: ({ query }) => (isCount(query.get("pageNo")) ? undefined : `pageNo must be from 1 to ${MOST}`),
  },
  "sort-field": {
    checklist: [],
    status: 400,
    errorCode: "gmi.parameter.invalid",
    basis: "ours",
    refuses: ({ sortField, sortFields }) =>
      sortField === undefined || sortFields.includes(sortField) ? undefined : `sort must name one of ${sortFields.join(", ")}`,
  },
  "not-empty-field": {
    checklist: [],
    status: 400,
    errorCode: "gmi.parameter.invalid",
    basis: "ours",
    refuses({ query, fillableFields }) {
      const asked = query.get("notEmpty");
      return asked === null || fillableFields.includes(asked) ? undefined : `notEmpty must name one of ${fillableFields.join(", ")}`;
    },
  },
};

/** The search for persons by device, which the vendor has and the sandbox has not: there are no devices here. */
export const deviceRules: Rules<{ readonly query: URLSearchParams }> = {
  "device-search": {
    checklist: [],
    status: 501,
    errorCode: "not_imitated",
    basis: "ours",
    refuses: ({ query }) => (query.has("deviceId") ? "the search by deviceId is not imitated" : undefined),
  },
};
