import { describe, expect, test } from "vitest";
import { vendors } from "../src/vendors/index.js";
import { type Residue, residueOf } from "./support/residue.js";
import type { Effect, Mishap, Trap } from "./support/trap.js";
import { createWorld, type Gone, go, type World } from "./support/world.js";

const mishaps: readonly (readonly [Mishap, Trap["when"]])[] = [
  // Before an effect is after the one before it: what is left behind is the same.
  ["killed", "after"],
  ["interrupted", "before"],
  ["interrupted", "after"],
  ["cut", "before"],
  ["cut", "after"],
];

/** What a run does when nothing goes wrong: each of its effects on the world is a moment at which it may end. */
const plain = await Promise.all(
  vendors.map(async ({ id: only }) => {
    const world = createWorld();
    const fresh = world.sandbox.snapshot();
    const onboarding = (await go(world, "onboard", { only })).effects;
    const onBoard = { residue: residueOf(world.sandbox, fresh), secrets: [...world.secrets.all.keys()].sort() };
    const offboarding = (await go(world, "offboard", { only })).effects;
    return { only, fresh, onboarding, onBoard, offboarding, offBoard: residueOf(world.sandbox, fresh) };
  }),
);
type Plain = (typeof plain)[number];

test("there are moments to interrupt", () => {
  const kinds = plain.flatMap(({ onboarding }) => onboarding.map(({ kind }) => kind));
  expect(kinds.filter((kind) => kind === "request").length).toBeGreaterThan(30);
  expect(kinds.filter((kind) => kind === "journal").length).toBeGreaterThan(30);
  expect(kinds.filter((kind) => kind === "secret").length).toBeGreaterThan(3);
  for (const { offboarding } of plain) expect(offboarding.length).toBeGreaterThan(3);
});

describe.each(plain.map((one) => [one.only, one] as const))("at %s", (only, { fresh, onboarding, onBoard, offboarding, offBoard }) => {
  describe.each(mishaps)("a run that is %s %s", (mishap, when) => {
    test.each(moments(onboarding, mishap))("effect %i of onboarding (%s) is finished by the next one, or taken back", async (at) => {
      const world = createWorld();
      expectCame(await go(world, "onboard", { only, trap: { mishap, at, when } }), mishap);
      const point = keep(world);

      expectDone(await go(world, "onboard", { only }));
      expect(withoutLostKeys(world, fresh)).toEqual(onBoard.residue);
      expectSecrets(world, onBoard.secrets);
      await takeBack(world, fresh, only);
      expect(withoutLostKeys(world, fresh)).toEqual(offBoard);

      point.restore();
      await takeBack(world, fresh, only);
      expectToldOf(world, fresh);
    });

    test.each(moments(offboarding, mishap))("effect %i of off-boarding (%s) is finished by the next one, or taken back", async (at) => {
      const world = createWorld();
      await go(world, "onboard", { only });
      expectCame(await go(world, "offboard", { only, trap: { mishap, at, when } }), mishap);
      const point = keep(world);

      await takeBack(world, fresh, only);
      expect(residueOf(world.sandbox, fresh)).toEqual(offBoard);

      point.restore();
      expectDone(await go(world, "onboard", { only }));
      const { "thales-idpv/keys": keys, ...residue } = residueOf(world.sandbox, fresh);
      const { "thales-idpv/keys": usual, ...expected } = onBoard.residue;
      expect(residue).toEqual(expected);
      // A key that was given up stays at the vendor until its days are over.
      if (usual) expect(keys?.length).toBeGreaterThanOrEqual(usual.length);
      expectSecrets(world, onBoard.secrets);
    });
  });
});

function moments(effects: readonly Effect[], mishap: Mishap) {
  return effects.flatMap(({ kind, name }, index) => (mishap === "killed" || kind === "request" ? [[index + 1, name] as const] : []));
}

/** The mishap came to pass, or was survived. */
function expectCame({ report }: Gone, mishap: Mishap) {
  if (mishap === "killed") expect(report).toBe("killed");
  if (report === "killed") return expect(mishap).toBe("killed");
  if (mishap === "interrupted") expect(report.interrupted || report.vendors.every(({ outcome }) => outcome === "done")).toBe(true);
  expect(report.vendors.flatMap(({ failures }) => failures).length).toBeLessThanOrEqual(mishap === "cut" ? 1 : 0);
}

function expectDone({ report }: Gone): void {
  expect(report === "killed" ? report : report.vendors.map(({ outcome }) => outcome)).toEqual(["done"]);
}

/** Takes the customer out, and lets what is under way at the vendor come to its end: a tenant that nobody waits for would stand there then. */
async function takeBack(world: World, fresh: Plain["fresh"], only: string): Promise<void> {
  expectDone(await go(world, "offboard", { only }));
  world.sandbox.clock.advance(60_000);
  expect((await world.sandbox.fetch(`${world.sandbox.connect("entrust-idaas").baseUrl}/api/web/v4/tenants/any`)).status).toBe(401);
  expect([...world.secrets.all]).toEqual([]);
  expectToldOf(world, fresh);
}

/** Nothing is left but what the vendor takes no back, and the journal says what that is. */
function expectToldOf(world: World, fresh: Plain["fresh"]): void {
  const stays = Object.values(world.journal.data()?.customers["birch-bank"]?.vendors ?? {}).flatMap((vendor) => vendor.stays);
  const told = { "imageware-gmi/persons": "the person", "thales-idpv/tenants": "the tenant", "thales-idpv/keys": "API key" };
  for (const [collection, records] of Object.entries(withoutLostKeys(world, fresh))) {
    expect(Object.keys(told)).toContain(collection);
    expect(records).toHaveLength(1);
    expect(stays.join()).toContain(told[collection as keyof typeof told]);
  }
}

/** The residue, but for a key that nobody got to see, which has to be told of. */
function withoutLostKeys(world: World, fresh: Plain["fresh"]): Residue {
  const residue = residueOf(world.sandbox, fresh);
  const { "thales-idpv/keys": keys = [] } = residue;
  if (keys.length < 2) return residue;
  expect(keys).toHaveLength(2);
  expect(world.journal.text()).toContain("perhaps an API key onboarding-birch-bank");
  return { ...residue, "thales-idpv/keys": keys.slice(0, 1) };
}

/** What vendors show once is in our hands, and is what they know. */
function expectSecrets({ sandbox, secrets }: World, names: readonly string[]): void {
  expect([...secrets.all.keys()].sort()).toEqual(names);
  const sharedSecret = secrets.all.get("birch-bank/entrust-idaas/sharedSecret");
  if (sharedSecret) expect(JSON.stringify(sandbox.snapshot().store["entrust-idaas/applications"])).toContain(sharedSecret);
}

function keep({ sandbox, journal, secrets }: World) {
  const snapshot = sandbox.snapshot();
  const data = journal.data();
  const kept = [...secrets.all];
  return {
    restore() {
      sandbox.restore(snapshot);
      journal.restore(data);
      secrets.restore(kept);
    },
  };
}
