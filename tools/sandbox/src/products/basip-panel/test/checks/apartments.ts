import { expect } from "vitest";
import { APARTMENT, APARTMENTS, apartmentPath, attachPath, type Check, done, ok, refused } from "../target.js";

type Parts = { address?: object; name?: unknown; residents?: unknown; photo_path?: string };

const apartment = ({ address, name = "Maple 3", residents = { count: 4 }, ...rest }: Parts = {}) => ({
  apartment_address: { building: 1, unit: 2, floor: 3, room: 4, ...address },
  apartment_name: name,
  residents,
  ...rest,
});

export const apartmentChecks: readonly Check[] = [
  {
    title: "an apartment is created, read, changed and deleted",
    async run(t) {
      const uid = ok(await t.call("POST", APARTMENT, { body: { ...apartment(), route_path: "/r", extra: 1 } })).uid;
      expect(uid).toBe(3);
      const none = { uid_items: [], link_ids: [], count: 0 };
      const detail = { identifiers: { physicals: none, input_numbers: none }, forward: { exist: false, uid_item: -1 } };
      expect(ok(await t.call("GET", apartmentPath(uid)))).toEqual({ ...apartment(), route_path: "/r", ...detail });
      const changed = apartment({ name: "Maple 4", residents: { count: 0 }, address: { room: 5 }, photo_path: "/p" });
      done(await t.call("PATCH", apartmentPath(uid), { body: changed }));
      expect(ok(await t.call("GET", apartmentPath(uid)))).toEqual({ ...changed, route_path: "/r", ...detail });
      done(await t.call("DELETE", apartmentPath(uid)));
      for (const method of ["GET", "DELETE"]) refused(await t.call(method, apartmentPath(uid)), 400, "Wrong apartment uid");
      refused(await t.call("PATCH", apartmentPath(uid), { body: apartment() }), 400, "Wrong apartment uid");
      expect(ok(await t.call("GET", APARTMENTS)).list_option.pagination.total_items).toBe(2);
      expect(ok(await t.call("POST", APARTMENT, { body: apartment() })).uid).toBe(4);
    },
  },
  {
    title: "an apartment's name has no space around it, and its address lies within the building",
    async run(t) {
      const post = (parts: Parts) => t.call("POST", APARTMENT, { body: apartment(parts) });
      for (const name of ["", " ", " Maple", "Maple ", "\tMaple"]) refused(await post({ name }), 400, "Invalid name");
      for (const address of [
        { building: 0 },
        { building: 10_000 },
        { unit: 100 },
        { unit: -1 },
        { floor: 99 },
        { floor: -1 },
        { room: 100 },
        { room: 0 },
      ]) {
        refused(await post({ address }), 400, "Wrong Logical Address");
      }
      ok(await post({ address: { building: 9999, unit: 99, floor: 98, room: 99 }, name: "M" }));
      ok(await post({ address: { building: 1, unit: 0, floor: 0, room: 1 } }));
    },
  },
  {
    title: "an address is there once, and an apartment can keep its own",
    async run(t) {
      const taken = "Apartment with that Logical Address already exist";
      const address = { building: 1, unit: 1, floor: 1, room: 2 };
      refused(await t.call("POST", APARTMENT, { body: apartment({ address }) }), 400, taken);
      refused(await t.call("PATCH", apartmentPath(1), { body: apartment({ address }) }), 400, taken);
      done(await t.call("PATCH", apartmentPath(2), { body: apartment({ address }) }));
    },
  },
  {
    title: "an apartment's parts are all required, at creation and after",
    async run(t) {
      for (const [method, path] of [
        ["POST", APARTMENT],
        ["PATCH", apartmentPath(1)],
      ] as const) {
        const { apartment_name: _, ...nameless } = apartment();
        refused(await t.call(method, path, { body: nameless }), 400, "Wrong JSON body: no value for `apartment_name`");
        refused(
          await t.call(method, path, { body: apartment({ address: { room: undefined } }) }),
          400,
          "Wrong JSON body: no value for `room`",
        );
        refused(await t.call(method, path, { body: apartment({ residents: {} }) }), 400, "Wrong JSON body: no value for `count`");
        for (const count of ["1", -1, null]) {
          const wrong = "Wrong JSON body: value `count` was of the wrong type";
          refused(await t.call(method, path, { body: apartment({ residents: { count } }) }), 400, wrong);
        }
      }
    },
  },
  {
    title: "the identifiers of a deleted apartment hang on none, and can be attached anew",
    async run(t) {
      done(await t.call("DELETE", apartmentPath(1)));
      expect((await t.identifier(1)).apartment).toEqual({ uid: -1, link_id: null });
      done(await t.call("POST", attachPath(2, 1)));
    },
  },
];
