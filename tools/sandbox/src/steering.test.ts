import { describe, expect, test } from "vitest";
import { json } from "./answer.js";
import { createSandbox, type Product, SANDBOX_ORIGIN, type Sandbox, sandboxProducts } from "./index.js";

/** A door that somebody can knock at, and that says how often it was knocked at. */
const door: Product = {
  ...sandboxProducts[0]!,
  name: "door",
  settings: { patience: 3, polite: false },
  operations: [
    {
      id: "knocks",
      method: "GET",
      path: "/knocks",
      handle: ({ site }) => json(200, { knocks: site.store.collection("knocks").list().length, ...site.settings }),
    },
  ],
  notImitated: [],
  hooks: {
    knock: {
      summary: "Knocks at the door.",
      takes: { type: "object", properties: { by: { type: "string", required: true }, loud: { type: "boolean" } } },
      run(site, { by }) {
        const knocks = site.store.collection("knocks");
        if (knocks.list().length >= Number(site.settings["patience"])) throw new RangeError("nobody is at home");
        knocks.insert({ id: String(by) });
        return { heard: by! };
      },
    },
  },
  seed() {},
  settle() {},
};

const create = () => createSandbox({ products: [door], settings: { door: { patience: 2 } } });
const asked = async (sandbox: Sandbox) => (await sandbox.fetch(`${SANDBOX_ORIGIN}/door/knocks`)).json();
const control = async (sandbox: Sandbox, method: string, path: string, body?: string) => {
  const response = await sandbox.fetch(`${SANDBOX_ORIGIN}/_gatehouse${path}`, { method, ...(body === undefined ? {} : { body }) });
  return [response.status, await response.json()];
};

describe("a hook", () => {
  test("makes something happen that the API shows, from a program and over HTTP", async () => {
    const sandbox = create();
    expect(sandbox.hook("door", "knock", { by: "Ada" })).toEqual({ heard: "Ada" });
    expect(await control(sandbox, "POST", "/hooks/door/knock", '{"by":"Bo"}')).toEqual([200, { heard: "Bo" }]);
    expect(await asked(sandbox)).toMatchObject({ knocks: 2 });
    expect(sandbox.requests).toHaveLength(1);
    sandbox.reset();
    expect(await asked(sandbox)).toMatchObject({ knocks: 0 });
  });

  test("is listed with what it takes", async () => {
    const [, hooks] = await control(create(), "GET", "/hooks");
    expect(hooks).toEqual({ door: { knock: { summary: "Knocks at the door.", takes: door.hooks!["knock"]!.takes } } });
  });

  test("says what is wrong with how it was told, and does nothing then", async () => {
    const sandbox = create();
    const said = (path: string, body: string) => control(sandbox, "POST", `/hooks${path}`, body);
    expect(() => sandbox.hook("door", "knock")).toThrow(new TypeError("input.by is required"));
    expect(await said("/door/knock", '{"loud":1}')).toEqual([400, { error: "input.by is required; input.loud must be true or false" }]);
    expect(await said("/door/knock", "[]")).toEqual([400, { error: "the body must be a JSON object" }]);
    expect(await said("/door/ring", "{}")).toEqual([400, { error: "door has no hook ring – expected knock" }]);
    expect(await said("/door/constructor", "{}")).toEqual([400, { error: "door has no hook constructor – expected knock" }]);
    expect(await said("/gate/knock", "{}")).toEqual([400, { error: 'no API is called "gate" – expected door' }]);
    expect(await asked(sandbox)).toMatchObject({ knocks: 0 });
  });
});

describe("settings", () => {
  test("change while the sandbox runs, one by one, until it starts over", async () => {
    const sandbox = create();
    expect(sandbox.configure("door", { polite: true })).toEqual({ patience: 2, polite: true });
    expect(await control(sandbox, "PATCH", "/settings/door", '{"patience":0}')).toEqual([200, { patience: 0, polite: true }]);
    expect(await control(sandbox, "GET", "/settings")).toEqual([200, { door: { patience: 0, polite: true } }]);
    expect(await asked(sandbox)).toEqual({ knocks: 0, patience: 0, polite: true });
    expect(() => sandbox.hook("door", "knock", { by: "Ada" })).toThrow("nobody is at home");
    sandbox.reset();
    expect(await asked(sandbox)).toEqual({ knocks: 0, patience: 2, polite: false });
  });

  test("are left as they are by a change that is none", async () => {
    const sandbox = create();
    for (const body of ['{"patience":1,"polite":0}', '{"patience":-1}', '{"other":1}', '{"__proto__":{}}', "[]", "{"]) {
      expect((await control(sandbox, "PATCH", "/settings/door", body))[0], body).toBe(400);
    }
    expect((await control(sandbox, "PATCH", "/settings/gate", "{}"))[0]).toBe(400);
    expect(await asked(sandbox)).toEqual({ knocks: 0, patience: 2, polite: false });
  });
});
