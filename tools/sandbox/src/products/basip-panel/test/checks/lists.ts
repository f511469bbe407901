import { expect } from "vitest";
import { APARTMENTS, type Check, IDENTIFIERS, ok, refused, type Target, TIME_PROFILES } from "../target.js";

const list = async (t: Target, path: string, query: Readonly<Record<string, string>> = {}) =>
  ok(await t.call("GET", `${path}?${new URLSearchParams(query)}`));
const uids = (answer: { readonly list_items: readonly Record<string, unknown>[] }, name = "identifier_uid") =>
  answer.list_items.map((item) => item[name]);
const filter = (field: string, value: string, type = "equal", format = "string") => ({
  filter_field: field,
  filter_type: type,
  filter_format: format,
  filter_value: value,
});
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

export const listChecks: readonly Check[] = [
  {
    item: 36,
    title: "a list has a page of ten rows, and says how many there are",
    async run(t) {
      const answer = ok(await t.call("GET", IDENTIFIERS));
      expect(answer.list_option).toEqual({
        pagination: { total_items: 24, items_limit: 10, total_pages: 3, current_page: 1 },
        sort: {
          field: "identifier_uid",
          asc: true,
          available_fields: ["identifier_uid", "name", "identifier_type", "identifier_number", "lock"],
        },
      });
      expect(uids(answer)).toEqual(range(1, 10));
      for (const { identifier_uid: uid, ...rest } of answer.list_items) expect(rest).toEqual(await t.identifier(uid));
    },
  },
  {
    item: 37,
    title: "a filter by number finds the identifiers that have it, in whatever order its four parts come",
    async run(t) {
      const { list_option, list_items } = await list(t, IDENTIFIERS, filter("identifier_number", "1c-3b-4a"));
      expect(list_items.map((item: { identifier_uid: number }) => item.identifier_uid)).toEqual([5]);
      expect(list_option.filter).toEqual(filter("identifier_number", "1c-3b-4a"));
      expect(list_option.pagination).toEqual({ total_items: 1, items_limit: 10, total_pages: 1, current_page: 1 });
      const none = await list(t, IDENTIFIERS, filter("identifier_number", "1c-3b"));
      expect([none.list_items, none.list_option.pagination.total_pages]).toEqual([[], 0]);
      await t.created({ identifier_type: "ukey", identifier_number: "12345678" });
      const reversed = Object.fromEntries(Object.entries(filter("identifier_number", "12345678")).reverse());
      expect(uids(await list(t, IDENTIFIERS, reversed))).toEqual([1, 25]);
    },
  },
  {
    item: 38,
    title: "a list is sorted by any of its fields, upwards unless it is told desc",
    async run(t) {
      const sorted = async (query: Record<string, string>) => uids(await list(t, IDENTIFIERS, { limit: "50", ...query }));
      for (const sort_field of ["identifier_uid", "name", "identifier_type", "identifier_number", "lock"]) {
        const up = await sorted({ sort_field });
        expect(await sorted({ sort_field, sort_type: "asc" })).toEqual(up);
        expect(await sorted({ sort_field, sort_type: "desc" })).toEqual(up.toReversed());
      }
      expect((await sorted({ sort_field: "name" })).slice(0, 3)).toEqual([6, 7, 8]);
      expect((await sorted({ sort_field: "lock" })).slice(0, 2)).toEqual([1, 2]);
      expect((await sorted({ sort_field: "identifier_type" })).slice(-3)).toEqual([4, 2, 5]);
      const { sort } = (await list(t, IDENTIFIERS, { sort_field: "lock", sort_type: "desc" })).list_option;
      expect(sort).toMatchObject({ field: "lock", asc: false });
    },
  },
  {
    item: 39,
    title: "pages follow each other, and one past the end is empty",
    async run(t) {
      expect(uids(await list(t, IDENTIFIERS, { page_number: "2" }))).toEqual(range(11, 20));
      expect(uids(await list(t, IDENTIFIERS, { page_number: "3" }))).toEqual(range(21, 24));
      for (const page of [4, 100]) {
        const { list_option, list_items } = await list(t, IDENTIFIERS, { page_number: String(page) });
        expect(list_items).toEqual([]);
        expect(list_option.pagination).toEqual({ total_items: 24, items_limit: 10, total_pages: 3, current_page: page });
      }
    },
  },
  {
    title: "a page has 10, 20, 30 or 50 rows, and what is none of these, or no page, counts as the first",
    async run(t) {
      for (const [limit, rows] of [
        ["20", 20],
        ["30", 24],
        ["50", 24],
        ["7", 10],
        ["100", 10],
        ["25", 10],
        ["-1", 10],
        ["ten", 10],
        ["", 10],
      ] as const) {
        const { list_option, list_items } = await list(t, IDENTIFIERS, { limit });
        expect([limit, list_items.length]).toEqual([limit, rows]);
        expect(list_option.pagination.items_limit).toBe(["20", "30", "50"].includes(limit) ? Number(limit) : 10);
      }
      for (const page_number of ["0", "-1", "x", "1.5", "", "9".repeat(30)]) {
        const { list_option, list_items } = await list(t, IDENTIFIERS, { page_number });
        expect([page_number, list_items.length, list_option.pagination.current_page]).toEqual([page_number, 10, 1]);
      }
      const odd = await list(t, IDENTIFIERS, { sort_field: "constructor", sort_type: "DESC" });
      expect([uids(odd)[0], odd.list_option.sort.field, odd.list_option.sort.asc]).toEqual([1, "identifier_uid", true]);
    },
  },
  {
    title: "a filter that the list has not, or that is not whole, is refused rather than passed over",
    async run(t) {
      const { filter_value: _, ...partial } = filter("identifier_number", "1");
      for (const [path, query] of [
        [IDENTIFIERS, filter("lock", "first")],
        [IDENTIFIERS, filter("constructor", "1")],
        [IDENTIFIERS, filter("name", "1", "constructor")],
        [IDENTIFIERS, filter("identifier_number", "1", "like")],
        [IDENTIFIERS, filter("identifier_number", "1", "equal", "integer")],
        [IDENTIFIERS, { filter_field: "identifier_number" }],
        [IDENTIFIERS, { filter_value: "1" }],
        [IDENTIFIERS, partial],
        [APARTMENTS, filter("residents", "many", "equal", "integer")],
        [APARTMENTS, filter("residents", "2", "equal", "string")],
        [TIME_PROFILES, filter("date_from", "1", "more", "integer")],
      ] as const) {
        refused(await t.call("GET", `${path}?${new URLSearchParams(query)}`), 400, "Wrong filter");
      }
    },
  },
  {
    title: "a filter by name finds every identifier of that person",
    async run(t) {
      await t.created({ identifier_owner: { name: "Mira Okafor", type: "guest" } });
      expect(uids(await list(t, IDENTIFIERS, filter("name", "Mira Okafor")))).toEqual([1, 25]);
      expect(uids(await list(t, IDENTIFIERS, filter("name", "mira okafor")))).toEqual([]);
    },
  },
  {
    title: "apartments are filtered by name, address and residents, and sorted by any of them",
    async run(t) {
      const create = (room: number, name: string, count: number) =>
        t.call("POST", "/api/v1/apartment", {
          body: { apartment_address: { building: 1, unit: 1, floor: 1, room }, apartment_name: name, residents: { count } },
        });
      ok(await create(12, "Ash 12", 1));
      const found = async (query: Record<string, string>) => uids(await list(t, APARTMENTS, query), "apartment_uid");
      expect(await found({})).toEqual([1, 2, 3]);
      expect(await found(filter("apartment_name", "Linden 2"))).toEqual([2]);
      expect(await found(filter("apartment_address", "1-1-1-12"))).toEqual([3]);
      expect(await found(filter("residents", "2", "less", "integer"))).toEqual([3]);
      expect(await found(filter("residents", "2", "equal", "integer"))).toEqual([1]);
      expect(await found(filter("residents", "1", "more", "integer"))).toEqual([1, 2]);
      expect(await found({ sort_field: "apartment_name" })).toEqual([3, 1, 2]);
      expect(await found({ sort_field: "apartment_address" })).toEqual([1, 2, 3]);
      expect(await found({ sort_field: "residents", sort_type: "desc" })).toEqual([2, 1, 3]);
      const { list_items } = await list(t, APARTMENTS);
      const { apartment_uid: _, ...rest } = list_items[0];
      expect(rest).toEqual(ok(await t.call("GET", "/api/v1/apartment/item/1")));
    },
  },
  {
    title: "time profiles are filtered by name and by the times they lie between",
    async run(t) {
      const found = async (query: Record<string, string>) => uids(await list(t, TIME_PROFILES, query), "time_profile_uid");
      const midnight = Math.floor(t.sandbox.clock.now() / 86_400_000) * 86_400;
      expect(await found({})).toEqual([1, 2]);
      expect(await found(filter("name", "Weekend"))).toEqual([2]);
      expect(await found(filter("date_from", String(midnight), "equal", "integer"))).toEqual([1, 2]);
      expect(await found(filter("date_from", String(midnight + 1), "equal", "int64"))).toEqual([1]);
      expect(await found(filter("date_to", String(midnight + 18 * 3600), "equal", "integer"))).toEqual([1]);
      expect(await found({ sort_field: "name" })).toEqual([2, 1]);
      expect(await found({ sort_field: "date_from" })).toEqual([2, 1]);
      expect(await found({ sort_field: "date_to", sort_type: "desc" })).toEqual([2, 1]);
      const { list_items } = await list(t, TIME_PROFILES);
      const { time_profile_uid: _, ...rest } = list_items[0];
      expect(rest).toEqual({ link_id: null, ...ok(await t.call("GET", "/api/v1/access/timeprofile/item/1")) });
    },
  },
];
