import { expect } from "vitest";
import { wellKnownTenants as ids } from "../../well-known.js";
import { type Check, done, ok, PAGED, refused, type Target, TENANTS, USAGE } from "../target.js";

interface Row {
  readonly id: string;
  readonly [name: string]: unknown;
}

const where = (name: string, operator: string, value?: string) => ({ searchByAttributes: [{ name, operator, value }] });
const since = (value = "2018-08-04T18:15:30") => where("startTime", "GREATER_THAN_OR_EQUAL", value);
const search = async (t: Target, body: unknown, path = PAGED): Promise<Row[]> => ok(await t.call("POST", path, { body })).results;
const names = async (t: Target, body: object): Promise<unknown[]> =>
  (await search(t, { limit: 100, ...body })).map((one) => one["companyName"]);

/** All pages from the first to the last, as ids. */
async function pages(t: Target, first: object, path = PAGED): Promise<string[][]> {
  const all: string[][] = [];
  for (let body: object = first; ; ) {
    const page = ok(await t.call("POST", path, { body }));
    all.push(page.results.map((one: Row) => one.id));
    if (page.paging.nextCursor === null) return all;
    body = { limit: page.paging.limit, cursor: page.paging.nextCursor };
  }
}

export const searchChecks: readonly Check[] = [
  {
    item: 30,
    title: "an empty search answers the first page; the limit lies between 1 and 100",
    async run(t) {
      const page = ok(await t.call("POST", PAGED, { body: {} }));
      expect(page.paging).toMatchObject({ limit: 20, prevCursor: null, nextCursor: expect.any(String) });
      expect(page.results).toHaveLength(20);
      for (const limit of [0, 101]) refused(await t.call("POST", PAGED, { body: { limit } }), 400, "attribute_out_of_range");
      for (const limit of [1, 100]) expect(ok(await t.call("POST", PAGED, { body: { limit } })).paging.limit).toBe(limit);
    },
  },
  {
    item: 31,
    title: "following nextCursor shows every tenant once, prevCursor leads back, and a cursor brings its own search",
    async run(t) {
      const all = await pages(t, { limit: 100 });
      expect(all).toHaveLength(1);
      expect(all[0]!.length).toBeGreaterThanOrEqual(25);
      const small = await pages(t, { limit: 7 });
      expect(small.flat()).toEqual(all[0]);
      const first = ok(await t.call("POST", PAGED, { body: { limit: 7, orderByAttribute: { name: "companyName", ascending: false } } }));
      const second = ok(
        await t.call("POST", PAGED, {
          body: {
            limit: 7,
            cursor: first.paging.nextCursor,
            ...where("companyName", "EQUALS", "none"),
            orderByAttribute: { name: "hostname", ascending: true },
          },
        }),
      );
      const byName = [...(await search(t, { limit: 100 }))].sort((a, b) =>
        String(a["companyName"]).toLowerCase() < String(b["companyName"]).toLowerCase() ? 1 : -1,
      );
      expect([...first.results, ...second.results].map((one: Row) => one.id)).toEqual(byName.slice(0, 14).map((one) => one.id));
      const back = ok(await t.call("POST", PAGED, { body: { limit: 7, cursor: second.paging.prevCursor } }));
      expect(back).toEqual(first);
      expect(
        ok(await t.call("POST", PAGED, { body: { cursor: first.paging.nextCursor, ...where("unknown", "EQUALS", "x") } })).results,
      ).not.toEqual([]);
    },
  },
  {
    item: 32,
    title: "conditions filter as named, and others than the listed ones are refused",
    async run(t) {
      expect(await names(t, where("companyName", "STARTS_WITH", "harbour"))).toEqual(["Harbour Group", "Harbour North", "Harbour South"]);
      expect(await names(t, where("contractMode", "EQUALS", "UNKNOWN"))).toEqual(["Vintage Vaults"]);
      expect(await names(t, where("locked", "EQUALS", "true"))).toEqual(["Bolt Brokers", "Latch Partners"]);
      refused(await t.call("POST", PAGED, { body: where("contractMode", "CONTAINS", "TRIAL") }), 400, "unsupported_search_operator");
      refused(await t.call("POST", PAGED, { body: where("id", "EQUALS", ids.tenant) }), 400, "unsupported_search_attribute");
      refused(await t.call("POST", PAGED, { body: where("constructor", "EQUALS", "x") }), 400, "unsupported_search_attribute");
      refused(await t.call("POST", PAGED, { body: where("companyName", "LIKE", "x") }), 400, "invalid_attribute_value");
    },
  },
  {
    item: 33,
    title: "tenants can be ordered by exactly the eight attributes",
    async run(t) {
      const eight = [
        "hostname",
        "companyName",
        "contractMode",
        "locked",
        "serviceProvider",
        "authenticationAccount",
        "issuanceAccount",
        "spIdp",
      ];
      for (const name of eight) {
        for (const ascending of [true, false]) {
          const values = (await search(t, { limit: 100, orderByAttribute: { name, ascending } })).map((one) =>
            String(one[name]).toLowerCase(),
          );
          const sorted = [...values].sort();
          expect(values, name).toEqual(ascending ? sorted : sorted.reverse());
        }
      }
      for (const name of ["id", "previousHostname", "toString"]) {
        refused(await t.call("POST", PAGED, { body: { orderByAttribute: { name, ascending: true } } }), 400, "unsupported_order_attribute");
      }
    },
  },
  {
    item: 37,
    title: "usage needs a condition on startTime and answers daily records",
    async run(t) {
      refused(await t.call("POST", USAGE, { body: {} }), 400, "missing_search_attribute");
      refused(await t.call("POST", USAGE, { body: where("endTime", "LESS_THAN", "2018-08-04T18:15:30") }), 400, "missing_search_attribute");
      const records = await search(t, { limit: 100, ...since() }, USAGE);
      expect(records.length).toBeGreaterThan(20);
      for (const record of records) {
        expect(record).toEqual({
          aggregationPeriod: "DAILY",
          bundleType: record["usageType"] === "ISSUANCE" ? "PROFESSIONAL" : null,
          count: expect.any(Number),
          endTime: expect.stringMatching(/T00:00:00Z$/),
          id: expect.any(String),
          startTime: expect.stringMatching(/T00:00:00Z$/),
          tenantId: expect.any(String),
          trial: record["tenantId"] === ids.trial,
          usageType: expect.stringMatching(/^(USERS|ISSUANCE)$/),
        });
        expect(Number.isInteger(record["count"])).toBe(true);
        expect(Date.parse(String(record["endTime"])) - Date.parse(String(record["startTime"]))).toBe(86_400_000);
      }
    },
  },
  {
    item: 38,
    title: "usage is filtered by tenant, trial and type, and ordered by startTime only",
    async run(t) {
      const filtered = async (name: string, value: string) => {
        const conditions = [...since().searchByAttributes, { name, operator: "EQUALS", value }];
        return search(t, { limit: 100, searchByAttributes: conditions }, USAGE);
      };
      expect((await filtered("tenantId", ids.tenant)).map((one) => one["tenantId"])).toEqual(Array(14).fill(ids.tenant));
      expect((await filtered("isTrial", "true")).map((one) => one["trial"])).toEqual(Array(7).fill(true));
      expect((await filtered("usageType", "ISSUANCE")).map((one) => one["usageType"])).toEqual(Array(3).fill("ISSUANCE"));
      expect(await filtered("usageType", "AUTHENTICATIONS")).toEqual([]);
      refused(
        await t.call("POST", USAGE, { body: { ...since(), orderByAttribute: { name: "endTime", ascending: true } } }),
        400,
        "unsupported_order_attribute",
      );
      const order = { name: "startTime", ascending: false };
      const times = (await search(t, { limit: 100, ...since(), orderByAttribute: order }, USAGE)).map((one) => one["startTime"]);
      expect(times).toEqual([...times].sort().reverse());
    },
  },
  {
    title: "every text operator does what it says, without case",
    async run(t) {
      const all = await names(t, {});
      for (const [operator, value, fits] of [
        ["EQUALS", "aCORN insurance", (name: string) => name === "acorn insurance"],
        ["NOT_EQUALS", "Acorn Insurance", (name: string) => name !== "acorn insurance"],
        ["CONTAINS", "RN I", (name: string) => name.includes("rn i")],
        ["NOT_CONTAINS", "O", (name: string) => !name.includes("o")],
        ["STARTS_WITH", "H", (name: string) => name.startsWith("h")],
        ["ENDS_WITH", "Partners", (name: string) => name.endsWith("partners")],
      ] as const) {
        expect(await names(t, where("companyName", operator, value)), operator).toEqual(
          all.filter((name) => fits(String(name).toLowerCase())),
        );
      }
    },
  },
  {
    title: "several conditions hold together, and times compare as times",
    async run(t) {
      const [earliest, latest] = [0, -1].map((at) =>
        search(
          t,
          {
            limit: 100,
            ...where("startTime", "GREATER_THAN", "2018-08-04T18:15:30"),
            orderByAttribute: { name: "startTime", ascending: true },
          },
          USAGE,
        ).then((all) => String(all.at(at)!["startTime"])),
      );
      const [from, to] = [(await earliest)!, (await latest)!];
      const between = async (low: string, lowest: string, high: string, highest: string) =>
        new Set(
          (
            await search(
              t,
              {
                limit: 100,
                searchByAttributes: [
                  { name: "startTime", operator: low, value: lowest },
                  { name: "startTime", operator: high, value: highest },
                ],
              },
              USAGE,
            )
          ).map((one) => one["startTime"]),
        ).size;
      const days = await between("GREATER_THAN_OR_EQUAL", from, "LESS_THAN_OR_EQUAL", to);
      expect(days).toBe(14);
      expect(await between("GREATER_THAN", from, "LESS_THAN", to)).toBe(days - 2);
      expect(await between("GREATER_THAN", from.replace("Z", ""), "LESS_THAN_OR_EQUAL", to.replace("Z", ""))).toBe(days - 1);
      const both = {
        searchByAttributes: [
          ...where("locked", "EQUALS", "true").searchByAttributes,
          ...where("serviceProvider", "EQUALS", "true").searchByAttributes,
        ],
      };
      expect(await names(t, both)).toEqual(["Latch Partners"]);
    },
  },
  {
    title: "a value of the wrong kind is refused",
    async run(t) {
      for (const body of [
        where("locked", "EQUALS", "TRUE"),
        where("locked", "EQUALS"),
        where("companyName", "EQUALS"),
        where("companyName", "EQUALS", "a".repeat(101)),
        where("contractMode", "EQUALS", "trial"),
      ]) {
        refused(await t.call("POST", PAGED, { body }), 400, "invalid_search_value");
      }
      expect(await names(t, where("companyName", "EQUALS", "a".repeat(100)))).toEqual([]);
      for (const value of ["yesterday", "2018-08-04", "2018-02-30T00:00:00", "1533406530"]) {
        refused(await t.call("POST", USAGE, { body: since(value) }), 400, "invalid_search_value");
      }
    },
  },
  {
    title: "a cursor of another search, of another provider, an altered one and nonsense are refused",
    async run(t) {
      const { nextCursor } = ok(await t.call("POST", PAGED, { body: { limit: 1 } })).paging;
      const altered = `${nextCursor.slice(0, 40)}${nextCursor[40] === "A" ? "B" : "A"}${nextCursor.slice(41)}`;
      for (const cursor of ["", "x", "€", altered]) refused(await t.call("POST", PAGED, { body: { cursor } }), 400, "invalid_cursor");
      refused(await t.call("POST", USAGE, { body: { cursor: nextCursor } }), 400, "invalid_cursor");
      refused(await t.call("POST", PAGED, { as: "other-provider", body: { cursor: nextCursor } }), 400, "invalid_cursor");
      const usage = ok(await t.call("POST", USAGE, { body: { limit: 5, ...since() } })).paging.nextCursor;
      expect(ok(await t.call("POST", USAGE, { body: { limit: 5, cursor: usage } })).results).toHaveLength(5);
    },
  },
  {
    title: "deleting what a page showed skips nothing on the next one",
    async run(t) {
      const expected = (await pages(t, { limit: 100 })).flat();
      const seen: string[] = [];
      for (let body: object | undefined = { limit: 5 }; body; ) {
        const page: { results: Row[]; paging: { nextCursor: string | null } } = ok(await t.call("POST", PAGED, { body }));
        for (const one of page.results) {
          seen.push(one.id);
          if (!one["serviceProvider"]) done(await t.call("DELETE", `${TENANTS}/${one.id}`));
        }
        body = page.paging.nextCursor === null ? undefined : { limit: 5, cursor: page.paging.nextCursor };
      }
      expect(seen).toEqual(expected);
    },
  },
  {
    title: "a provider sees its own tenants and their usage only",
    async run(t) {
      const own = ok(await t.call("POST", PAGED, { as: "other-provider", body: {} })).results;
      expect(own.map((one: Row) => one.id)).toEqual([ids.foreign]);
      const usage = ok(await t.call("POST", USAGE, { as: "other-provider", body: since() })).results;
      expect(new Set(usage.map((one: Row) => one["tenantId"]))).toEqual(new Set([ids.foreign]));
    },
  },
];
