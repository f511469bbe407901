import { createImagewareGmi } from "@gatehouse/imageware-gmi";
import { createSandbox } from "@gatehouse/sandbox";
import { describe, expect, test } from "vitest";
import type { RunEvent } from "../src/engine/run.js";
import { residueOf } from "./support/residue.js";
import { ALL_DONE, createWorld, type Gone, go, outcomes, QR_NUMBER, type World } from "./support/world.js";

const ended = ({ events }: Gone) =>
  Object.fromEntries(
    events.flatMap((event) => (event.type === "step.end" ? [[`${event.vendor.id}/${event.step.id}`, event.outcome]] : [])),
  );
const failures = ({ events }: Gone) =>
  events.flatMap((event) => (event.type === "step.failed" ? [`${event.vendor.id}/${event.step.id}: ${event.why}`] : []));
const requests = ({ sandbox }: World) => sandbox.requests.map(({ operation }) => operation);
const staying = ({ journal }: World, vendor: string) => journal.data()?.customers["birch-bank"]?.vendors[vendor]?.stays;

const OTHERS = {
  IMAGEWARE_GMI_ALG_CODE: "validsoftpass",
  BASIP_PANEL_APARTMENT: "1-1-2-2",
  BASIP_PANEL_CARD_NUMBER: "30517265",
};

describe("a customer", () => {
  test("comes in at every vendor, each thing under its name", async () => {
    const world = createWorld();
    const before = world.sandbox.snapshot();
    const gone = await go(world, "onboard");
    expect(outcomes(gone.report)).toEqual(ALL_DONE);
    expect(new Set(Object.values(ended(gone)))).toEqual(new Set(["made"]));
    expect(residueOf(world.sandbox, before)).toMatchObject({
      "entrust-idaas/tenants": [{ companyName: "Birch Bank", hostname: "birch-bank.us.trustedauth.com", contractMode: "TRIAL" }],
      "entrust-idaas/applications": [{ tenantId: expect.stringContaining("entrust-idaas/") }],
      "imageware-gmi/persons": [{ userId: "admin@birch-bank.example" }],
      "imageware-gmi/memberships": [{ id: "LindenWorks/imageware-gmi/persons#1" }],
      "imageware-gmi/applicationLinks": [{ id: "LindenWorks/LindenVault" }],
      "imageware-gmi/algorithmLinks": [{ code: "rrpalm", licence: { info: "Birch Bank", maxIdentities: 25 }, livenesses: ["blink"] }],
      "thales-idpv/tenants": [{ tenantName: "Birch Bank", tenantType: "IDPV" }],
      "thales-idpv/keys": [{ keyName: "onboarding-birch-bank", tenantId: "thales-idpv/tenants#1", permission: "tenant-administrator" }],
      "basip-panel/apartments": [{ name: "Birch Bank", address: { building: 1, unit: 1, floor: 2, room: 1 } }],
      "basip-panel/timeProfiles": [{ name: "Birch Bank front door" }],
      "basip-panel/identifiers": [
        { type: "card", number: "30517264", apartmentId: "basip-panel/apartments#1", timeProfileIds: ["basip-panel/timeProfiles#1"] },
        { type: "qr", number: QR_NUMBER, apartmentId: "basip-panel/apartments#1", timeProfileIds: ["basip-panel/timeProfiles#1"] },
      ],
    });
    expect(
      world.sandbox.requests.filter(({ status }) => status !== null && status >= 400).map(({ operation, status }) => [operation, status]),
    ).toEqual([
      ["findPersons", 404],
      ["findPersons", 404],
      ["getTenantApplication", 404],
    ]);
  });

  test("gets the secrets that are shown once, and they open what they are for", async () => {
    const world = createWorld();
    await go(world, "onboard");
    const { all } = world.secrets;
    const login = await world.sandbox.fetch(`${world.sandbox.connect("entrust-idaas").baseUrl}/api/web/v1/adminapi/authenticate`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        applicationId: all.get("birch-bank/entrust-idaas/applicationId"),
        sharedSecret: all.get("birch-bank/entrust-idaas/sharedSecret"),
      }),
    });
    expect(login.status).toBe(200);
    expect(all.get("birch-bank/basip-panel/qrNumber")).toBe(QR_NUMBER);
    // The statistics were read with the new key.
    expect(requests(world).slice(-30)).toContain("listUserData");
  });

  test("leaves what no vendor takes back, and nothing else", async () => {
    const world = createWorld();
    const before = world.sandbox.snapshot();
    await go(world, "onboard");
    const gone = await go(world, "offboard");
    expect(outcomes(gone.report)).toEqual(ALL_DONE);
    expect(Object.keys(residueOf(world.sandbox, before))).toEqual(["imageware-gmi/persons", "thales-idpv/keys", "thales-idpv/tenants"]);
    expect(staying(world, "imageware-gmi")).toEqual(["the person admin@birch-bank.example, in no tenant: no call deletes a person"]);
    expect(staying(world, "thales-idpv")).toEqual([
      "the API key onboarding-birch-bank of 2026-01-15: no call takes a key back; it counts until 2026-02-14, unless the server is set otherwise",
      expect.stringMatching(/^the tenant Birch Bank \([0-9a-f-]{36}\): no call deletes a tenant$/),
    ]);
    expect([...world.secrets.all]).toEqual([]);
  });

  test("leaves in the opposite order", async () => {
    const world = createWorld();
    const came = Object.keys(ended(await go(world, "onboard")));
    expect(Object.keys(ended(await go(world, "offboard")))).toEqual(came.toReversed());
  });

  test("that is on board is looked for and not made again", async () => {
    const world = createWorld();
    await go(world, "onboard");
    const [known, before] = [requests(world).length, world.sandbox.snapshot()];
    const again = await go(world, "onboard");
    expect(new Set(Object.values(ended(again)))).toEqual(new Set(["there"]));
    expect(residueOf(world.sandbox, before)).toEqual({});
    const asked = world.sandbox.requests
      .slice(known)
      .filter(({ method, operation }) => method !== "GET" && !/^(auth|issue|login|getTenantsPage)/.test(operation ?? ""));
    expect(asked).toEqual([]);
  });

  test("that has left leaves nothing more to do, and can come in again", async () => {
    const world = createWorld();
    const before = world.sandbox.snapshot();
    await go(world, "onboard");
    await go(world, "offboard");
    const known = requests(world).length;
    expect(outcomes((await go(world, "offboard")).report)).toEqual(ALL_DONE);
    expect(requests(world)).toHaveLength(known);

    expect(outcomes((await go(world, "onboard")).report)).toEqual(ALL_DONE);
    const { "thales-idpv/tenants": tenants, "imageware-gmi/persons": persons, "thales-idpv/keys": keys } = residueOf(world.sandbox, before);
    expect([tenants?.length, persons?.length, keys?.length]).toEqual([1, 1, 2]);
    await go(world, "offboard");
    expect(staying(world, "imageware-gmi")).toHaveLength(1);
  });

  test("does not disturb another one", async () => {
    const world = createWorld();
    await go(world, "onboard");
    const before = world.sandbox.snapshot();
    const uuid = "f2d9a1b7-7c34-4e05-8b16-90c4e7d3a852";
    const other = { name: "Rowan & Söhne", uuid, environment: OTHERS };
    expect(outcomes((await go(world, "onboard", other)).report)).toEqual(ALL_DONE);
    expect(outcomes((await go(world, "offboard", other)).report)).toEqual(ALL_DONE);
    expect(Object.keys(residueOf(world.sandbox, before))).toEqual(["imageware-gmi/persons", "thales-idpv/keys", "thales-idpv/tenants"]);
    expect(new Set(Object.values(ended(await go(world, "onboard"))))).toEqual(new Set(["there"]));
  });
});

describe("what was there before", () => {
  test.each([
    ["a person of another tenant", { contact: "ada.lund@rowan.example" }, "imageware-gmi/user", "made"],
    ["a user of the tenant", { contact: "mira.okafor@linden.example" }, "imageware-gmi/user", "kept"],
    ["an application of the tenant", { environment: { IMAGEWARE_GMI_APP_CODE: "LindenDoor" } }, "imageware-gmi/application", "kept"],
    ["an apartment", { environment: { BASIP_PANEL_APARTMENT: "1-1-1-2" } }, "basip-panel/apartment", "kept"],
  ] as const)("%s is used, and is there afterwards", async (_, going, step, outcome) => {
    const world = createWorld();
    const before = world.sandbox.snapshot();
    const came = await go(world, "onboard", going);
    expect(outcomes(came.report)).toEqual(ALL_DONE);
    expect(ended(came)[step]).toBe(outcome);
    const left = await go(world, "offboard", going);
    expect(ended(left)[step]).toBe(outcome === "kept" ? "left" : "taken away");
    const { "imageware-gmi/persons": persons, ...rest } = residueOf(world.sandbox, before);
    expect(Object.keys(rest)).toEqual(["thales-idpv/keys", "thales-idpv/tenants"]);
    expect(persons?.length ?? 0).toBe("contact" in going ? 0 : 1);
    expect(staying(world, "imageware-gmi")?.length).toBe("contact" in going ? 0 : 1);
  });

  test("an algorithm and its liveness check are left to the tenant, though its licence is another now", async () => {
    const world = createWorld();
    const environment = { IMAGEWARE_GMI_ALG_CODE: "sandboxface", IMAGEWARE_GMI_LIVENESS_CODE: "zoom" };
    const before = world.sandbox.snapshot();
    await go(world, "onboard", { environment });
    const left = ended(await go(world, "offboard", { environment }));
    expect([left["imageware-gmi/algorithm"], left["imageware-gmi/liveness"]]).toEqual(["left", "left"]);
    expect(residueOf(world.sandbox, before)["imageware-gmi/algorithmLinks"]).toMatchObject([{ code: "sandboxface", livenesses: ["zoom"] }]);
  });

  test.each([
    ["a tenant", { name: "Birch Bakery", domain: "birch" }, "entrust-idaas/tenant"],
    ["a tenant of IDPrime Virtual", { name: "Linden Works" }, "thales-idpv/tenant"],
    ["a card", { environment: { BASIP_PANEL_CARD_NUMBER: "12345678" } }, "basip-panel/card"],
  ])("%s of that name is nobody's business: the step fails, and the other vendors go on", async (_, going, step) => {
    const world = createWorld();
    const before = world.sandbox.snapshot();
    const gone = await go(world, "onboard", going);
    expect(failures(gone)).toEqual([expect.stringContaining(`${step}: `)]);
    expect(failures(gone)[0]).toContain("there is one already, and this journal did not make it");
    const [vendor = ""] = step.split("/");
    expect(outcomes(gone.report)).toEqual({ ...ALL_DONE, [vendor]: "failed" });
    await go(world, "offboard", going);
    expect(Object.keys(residueOf(world.sandbox, before)).filter((name) => !/persons|thales/.test(name))).toEqual([]);
  });
});

describe("what changes while the customer is on board", () => {
  const panel = async ({ sandbox }: World, method: string, path: string) => {
    const { baseUrl, credentials } = sandbox.connect("basip-panel");
    const authorization = `Basic ${btoa(`${credentials.username}:${credentials.password}`)}`;
    expect((await sandbox.fetch(`${baseUrl}/api/v1${path}`, { method, headers: { authorization } })).status).toBe(200);
  };
  const uidOf = ({ journal }: World, step: string) =>
    journal.data()?.customers["birch-bank"]?.vendors["basip-panel"]?.steps[step]?.facts?.["identifierUid"];

  test("a card that was deleted at the panel is made anew, with all that hung on it", async () => {
    const world = createWorld();
    const before = world.sandbox.snapshot();
    await go(world, "onboard");
    const onBoard = residueOf(world.sandbox, before);
    await panel(world, "DELETE", `/access/identifier/item/${uidOf(world, "card")}`);
    const again = ended(await go(world, "onboard"));
    expect([
      again["basip-panel/card"],
      again["basip-panel/card-times"],
      again["basip-panel/card-apartment"],
      again["basip-panel/qr"],
    ]).toEqual(["made", "made", "made", "there"]);
    const sorted = (records: readonly unknown[] = []) => records.map((one) => JSON.stringify(one).replace(/#\d/g, "")).sort();
    expect(sorted(residueOf(world.sandbox, before)["basip-panel/identifiers"])).toEqual(sorted(onBoard["basip-panel/identifiers"]));
  });

  test("what is gone already is no failure when the customer leaves", async () => {
    const world = createWorld();
    await go(world, "onboard");
    await panel(world, "DELETE", `/access/identifier/item/${uidOf(world, "card")}`);
    await panel(world, "DELETE", `/access/identifier/item/${uidOf(world, "qr")}`);
    expect(outcomes((await go(world, "offboard")).report)).toEqual(ALL_DONE);
  });

  test("a world that was started again has the customer again, or forgets it", async () => {
    const world = createWorld();
    await go(world, "onboard");
    const other = { ...world, sandbox: createSandbox({ seed: 2 }) };
    const before = other.sandbox.snapshot();
    const again = await go(other, "onboard");
    expect(outcomes(again.report)).toEqual(ALL_DONE);
    expect(ended(again)["imageware-gmi/liveness"]).toBe("made");
    expect(Object.keys(residueOf(other.sandbox, before))).toHaveLength(12);

    const third = { ...world, sandbox: createSandbox({ seed: 3 }) };
    const fresh = third.sandbox.snapshot();
    expect(outcomes((await go(third, "offboard")).report)).toEqual(ALL_DONE);
    expect(residueOf(third.sandbox, fresh)).toEqual({});
  });

  test("something else under the same name is not taken for ours", async () => {
    const world = createWorld();
    await go(world, "onboard");
    const { sandbox } = { sandbox: createSandbox({ seed: 2 }) };
    // Another journal makes the same.
    await go(createWorld(sandbox), "onboard");
    const gone = await go({ ...world, sandbox }, "onboard");
    expect(failures(gone)).toEqual(
      ["entrust-idaas/tenant", "imageware-gmi/user", "thales-idpv/tenant"].map((step) =>
        expect.stringMatching(new RegExp(`^${step}: another .* is there than the one that the journal knows$`)),
      ),
    );
    const before = sandbox.snapshot();
    await go({ ...world, sandbox }, "offboard");
    expect(Object.keys(residueOf(sandbox, before)).filter((name) => /entrust|thales|persons/.test(name))).toEqual([]);
  });
});

describe("a vendor that fails", () => {
  test.each(["entrust-idaas", "imageware-gmi", "thales-idpv", "basip-panel"] as const)(
    "%s being down stops neither the coming nor the leaving at the others",
    async (down) => {
      const world = createWorld();
      const isDown = { [`${variable(down)}_URL`]: "http://localhost:0/nowhere" };
      const before = world.sandbox.snapshot();
      const came = await go(world, "onboard", { environment: isDown });
      expect(outcomes(came.report)).toEqual({ ...ALL_DONE, [down]: "failed" });
      expect(failures(came)).toHaveLength(1);
      // Its address may be set right, since nothing was begun there.
      expect(outcomes((await go(world, "onboard")).report)).toEqual(ALL_DONE);

      const cut: World = {
        ...world,
        sandbox: {
          ...world.sandbox,
          fetch: (input, init) =>
            String(input).includes(down) ? Promise.reject(new TypeError("fetch failed")) : world.sandbox.fetch(input, init),
        },
      };
      const left = await go(cut, "offboard");
      const keeps = down === "thales-idpv" ? {} : { [down]: "failed" };
      expect(outcomes(left.report)).toEqual({ ...ALL_DONE, ...keeps });
      if (down !== "thales-idpv") expect([...world.secrets.all.keys()].every((name) => name.includes(down))).toBe(true);
      expect(outcomes((await go(world, "offboard")).report)).toEqual(ALL_DONE);
      expect(Object.keys(residueOf(world.sandbox, before))).toEqual(["imageware-gmi/persons", "thales-idpv/keys", "thales-idpv/tenants"]);
    },
  );

  test("at one step of leaving still lets the others go", async () => {
    const world = createWorld();
    const before = world.sandbox.snapshot();
    await go(world, "onboard");
    world.sandbox.faults.add({ api: "basip-panel", operation: "deleteTimeProfile", status: 500 });
    world.sandbox.faults.add({
      api: "imageware-gmi",
      operation: "disassociateLiveness",
      status: 403,
      body: { errors: [{ description: "not today" }] },
    });
    const left = await go(world, "offboard");
    expect(failures(left)).toEqual([
      expect.stringMatching(/^basip-panel\/times: deleteTimeProfile: the server answered 500/),
      "imageware-gmi/liveness: disassociateLiveness: the server answered 403: not today",
    ]);
    expect(Object.keys(residueOf(world.sandbox, before))).toEqual([
      "basip-panel/timeProfiles",
      "imageware-gmi/persons",
      "thales-idpv/keys",
      "thales-idpv/tenants",
    ]);
    expect(outcomes((await go(world, "offboard")).report)).toEqual(ALL_DONE);
    expect(Object.keys(residueOf(world.sandbox, before))).not.toContain("basip-panel/timeProfiles");
  });

  test("to sign in is asked once, however many steps there are", async () => {
    const world = createWorld();
    await go(world, "onboard");
    const known = requests(world).length;
    const left = await go(world, "offboard", { environment: { BASIP_PANEL_PASSWORD: "not-the-password" } });
    expect(outcomes(left.report)).toEqual({ ...ALL_DONE, "basip-panel": "failed" });
    expect(
      world.sandbox.requests
        .slice(known)
        .filter(({ api }) => api === "basip-panel")
        .map(({ operation, status }) => [operation, status]),
    ).toEqual([["login", 400]]);
  });

  test("by refusing has made nothing, so that no later run waits or wonders", async () => {
    const world = createWorld();
    const refusing = [
      { api: "entrust-idaas", operation: "createTenantAsyncUsingPOST", status: 403 },
      { api: "thales-idpv", operation: "generateApiKey", status: 403, headers: { "content-type": "application/problem+json" } },
    ];
    for (const fault of refusing) world.sandbox.faults.add({ ...fault, body: { title: "no", errorMessage: "no", status: 403 } });
    expect(failures(await go(world, "onboard"))).toEqual([
      "entrust-idaas/tenant: createTenantAsync: the server answered 403: no",
      "thales-idpv/key: generateApiKey: the server answered 403: no",
    ]);
    expect(world.journal.data()?.customers["birch-bank"]?.vendors["entrust-idaas"]?.steps).toEqual({});
    const known = requests(world).length;
    expect(outcomes((await go(world, "onboard")).report)).toEqual(ALL_DONE);
    expect(
      requests(world)
        .slice(known)
        .filter((operation) => operation === "getTenantsPageUsingPOST"),
    ).toHaveLength(1);
    await go(world, "offboard");
    expect(staying(world, "thales-idpv")?.join()).not.toContain("perhaps");
  });

  test("to create a tenant says so, and the next run tries again", async () => {
    const world = createWorld();
    const going = { name: "Fail Fast" };
    for (const _ of [1, 2]) {
      const gone = await go(world, "onboard", going);
      expect(failures(gone)).toEqual([expect.stringContaining("entrust-idaas/tenant: createTenantAsync: the job ended as FAILED")]);
    }
    expect(requests(world).filter((operation) => operation === "createTenantAsyncUsingPOST")).toHaveLength(2);
    expect(outcomes((await go(world, "offboard", going)).report)).toEqual(ALL_DONE);
  });
});

describe("a run that goes on where another one ended", () => {
  /** The number of the effect whose name ends so. */
  const effect = async (end: string) => {
    const at = (await go(createWorld(), "onboard")).effects.findIndex(({ name }) => name.endsWith(end)) + 1;
    expect(at).toBeGreaterThan(0);
    return at;
  };

  test("waits for the creation that was begun and begins no other", async () => {
    const world = createWorld();
    await go(world, "onboard", { trap: { mishap: "killed", at: await effect("/createstatus"), when: "after" } });
    expect(outcomes((await go(world, "onboard")).report)).toEqual(ALL_DONE);
    expect(requests(world).filter((operation) => operation === "createTenantAsyncUsingPOST")).toHaveLength(1);
    expect(requests(world)).not.toContain("removeTenantUsingDELETE");
  });

  test("has patience with a creation that nobody knows the id of, and takes what comes of it for its own", async () => {
    const world = createWorld(createSandbox({ settings: { "entrust-idaas": { processingMs: 90_000 } } }));
    await go(world, "onboard", { trap: { mishap: "killed", at: await effect("/async/tenants"), when: "after" } });
    expect(failures(await go(world, "onboard"))).toEqual([
      "entrust-idaas/tenant: createTenantAsync: the server answered 409: tenant.domain is taken",
    ]);
    expect(outcomes((await go(world, "onboard")).report)).toEqual(ALL_DONE);
    expect(requests(world).filter((operation) => operation === "removeTenantUsingDELETE")).toHaveLength(1);
  });

  test("makes a tenant anew whose secret was lost, for nobody tells it again", async () => {
    const world = createWorld();
    await go(world, "onboard", { trap: { mishap: "killed", at: await effect("/createresult"), when: "after" } });
    expect(outcomes((await go(world, "onboard")).report)).toEqual(ALL_DONE);
    expect(requests(world).filter((operation) => operation === "removeTenantUsingDELETE")).toHaveLength(1);
  });

  test("has lost no key where somebody pressed Ctrl-C", async () => {
    for (const when of ["before", "after"] as const) {
      const world = createWorld();
      const { report } = await go(world, "onboard", {
        trap: { mishap: "interrupted", at: await effect("/ApiKey/onboarding-birch-bank"), when },
      });
      expect(report).toMatchObject({ interrupted: true });
      expect(world.secrets.all.has("birch-bank/thales-idpv/apiKey")).toBe(true);
      await go(world, "onboard");
      expect(requests(world).filter((operation) => operation === "generateApiKey")).toHaveLength(1);
    }
  });

  test("takes away what it may have given itself, although the vendor says that it was there", async () => {
    const world = createWorld();
    await go(world, "onboard", { trap: { mishap: "killed", at: await effect("/liveness/blink"), when: "after" } });
    const came = ended(await go(world, "onboard"));
    expect(came["imageware-gmi/liveness"]).toBe("made");
    expect(ended(await go(world, "offboard"))["imageware-gmi/liveness"]).toBe("taken away");
    expect(requests(world)).toContain("disassociateLiveness");
  });

  test("does not take what is another's for what it had half taken away", async () => {
    const world = createWorld();
    await go(world, "onboard");
    const { effects } = await go(createWorldLike(world), "offboard");
    const at = effects.findIndex(({ name }) => name.startsWith("DELETE /entrust-idaas/")) + 1;
    await go(world, "offboard", { trap: { mishap: "killed", at, when: "after" } });
    await go(createWorld(world.sandbox), "onboard", { only: "entrust-idaas" });
    for (const _ of [1, 2]) {
      expect(failures(await go(world, "onboard"))[0]).toBe(
        "entrust-idaas/tenant: another tenant with its API application is there than the one that the journal knows",
      );
    }
    const before = world.sandbox.snapshot();
    await go(world, "offboard");
    expect(residueOf(world.sandbox, before)["entrust-idaas/tenants"]).toBeUndefined();
  });

  test("still knows that it brought a person who came to be without a membership", async () => {
    const world = createWorld();
    await go(world, "onboard", { trap: { mishap: "killed", at: await effect("/tenant/LindenWorks/person"), when: "after" } });
    const gmi = createImagewareGmi(world.sandbox.connect("imageware-gmi"));
    const person = await gmi.findPersons({ userId: "admin@birch-bank.example" });
    await gmi.disassociateTenantUser({ tenantCode: "LindenWorks", personUuid: (person as { readonly id: string }).id });
    expect(outcomes((await go(world, "onboard")).report)).toEqual(ALL_DONE);
    expect(requests(world)).toContain("associateTenantUser");
    await go(world, "offboard");
    expect(staying(world, "imageware-gmi")).toEqual([expect.stringContaining("the person admin@birch-bank.example")]);
  });

  test("replaces a key that opens nothing any more", async () => {
    const world = createWorld();
    await go(world, "onboard");
    const key = world.secrets.all.get("birch-bank/thales-idpv/apiKey");
    const snapshot = JSON.parse(JSON.stringify(world.sandbox.snapshot()));
    snapshot.store["thales-idpv/keys"].pop();
    world.sandbox.restore(snapshot);
    expect(ended(await go(world, "onboard"))["thales-idpv/key"]).toBe("made");
    expect(world.secrets.all.get("birch-bank/thales-idpv/apiKey")).not.toBe(key);
  });
});

test("no secret stands in the journal, in what is told, or in what failed", async () => {
  const world = createWorld();
  const gone: RunEvent[] = [];
  const echo = { status: 400, body: { error: `Identifier ${QR_NUMBER} or 30517264 exists`, errorMessage: "x" } };
  world.sandbox.faults.add({ api: "basip-panel", operation: "POST /api/v1/access/identifier", ...echo });
  const first = await go(world, "onboard");
  expect(failures(first)).toEqual([
    "basip-panel/card: createIdentifier: the server answered 400: Identifier 0b6f4c1e-58d2-4f7a-9a36-c1d85e2b7f90 or [secret] exists",
  ]);
  gone.push(...first.events, ...(await go(world, "onboard")).events);
  const secrets = [...world.secrets.all.values(), ...Object.values(world.sandbox.connect("entrust-idaas").credentials).slice(1)];
  secrets.push(...["imageware-gmi", "basip-panel"].map((api) => Object.values(world.sandbox.account(api).credentials)[1] as string));
  secrets.push(world.sandbox.account("thales-idpv").credentials["apiKey"] as string, "sandbox-idp-client-secret");
  gone.push(...(await go(world, "offboard")).events);
  const told = world.journal.text() + JSON.stringify(gone.map((event) => ({ ...event, vendor: event.vendor.id, step: undefined })));
  expect(secrets.length).toBeGreaterThan(8);
  for (const secret of secrets) if (secret !== QR_NUMBER) expect(told).not.toContain(secret);
});

/** The same again, to see what would happen. */
function createWorldLike({ sandbox, journal, secrets }: World): World {
  const copy = createWorld();
  copy.sandbox.restore(sandbox.snapshot());
  copy.journal.restore(journal.data());
  copy.secrets.restore(secrets.all);
  return copy;
}

const variable = (api: string) => api.replaceAll("-", "_").toUpperCase();
