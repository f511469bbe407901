import { beforeAll, describe, expect, test } from "vitest";
import type { RuleTable, SandboxOptions, Store, StoredRecord } from "../../src/index.js";
import { product } from "../../src/products/entrust-idaas/index.js";
import { checks, titleOf } from "./checks/index.js";
import { type Check, Target } from "./target.js";

// A check that cannot fail is worth nothing: each of these breaks the product in one place and expects the checks to notice.

const without = (id: string): SandboxOptions => ({
  wrap: { rules: (rules): RuleTable => Object.fromEntries(Object.entries(rules).filter(([one]) => one !== id)) },
});

async function turnsRed(check: Check, options: SandboxOptions): Promise<boolean> {
  try {
    await check.run(Target.inProcess(options));
    return false;
  } catch {
    return true;
  }
}

/** The first of the checks that notices. */
async function noticedBy(options: SandboxOptions, candidates: readonly Check[]): Promise<string | undefined> {
  for (const check of candidates) if (await turnsRed(check, options)) return titleOf(check);
  return undefined;
}

/** The checks in which a rule refused something, by rule: only they can miss it. */
const meeting = new Map<string, Check[]>();

beforeAll(async () => {
  for (const check of checks) {
    const t = Target.inProcess();
    await check.run(t);
    for (const rule of new Set(t.sandbox.requests.map((one) => one.refusedBy))) {
      if (rule) meeting.set(rule, [...(meeting.get(rule) ?? []), check]);
    }
  }
});

describe("taking out the rule", () => {
  for (const [id, { checklist }] of Object.entries(product.rules)) {
    test(`${id} is noticed${checklist.length > 0 ? ` by the checks of ${checklist.join(", ")}` : ""}`, async () => {
      expect(await noticedBy(without(id), meeting.get(id) ?? [])).toBeDefined();
      for (const item of checklist) {
        const check = checks.find((one) => one.item === item)!;
        expect({ item, noticed: await turnsRed(check, without(id)) }).toEqual({ item, noticed: true });
      }
    });
  }
});

describe("answering with another status or code for the rule", () => {
  for (const [id, rule] of Object.entries(product.rules)) {
    test(`${id} is noticed`, async () => {
      for (const change of [{ status: rule.status === 400 ? 409 : 400 }, { errorCode: "another" }]) {
        const options = { wrap: { rules: (rules: RuleTable) => ({ ...rules, [id]: { ...rule, ...change } }) } };
        expect(await noticedBy(options, meeting.get(id) ?? [])).toBeDefined();
      }
    });
  }
});

type Method = "insert" | "update" | "delete";

/** A store that, once it is seeded, loses every such change of one collection. */
const losing = (method: Method, collection: string): SandboxOptions => {
  let seeded = false;
  const store = (inner: Store): Store => ({
    ...inner,
    collection<T extends StoredRecord>(name: string) {
      const kept = inner.collection<T>(name);
      if (name !== `entrust-idaas/${collection}`) return kept;
      return {
        ...kept,
        insert: (record: T) => (method === "insert" && seeded ? undefined : kept.insert(record)),
        update: (id: string, change: Partial<Omit<T, "id">>) => (method === "update" ? kept.get(id)! : kept.update(id, change)),
        delete: (id: string) => (method === "delete" ? true : kept.delete(id)),
      };
    },
  });
  const seedThen = {
    ...product,
    seed: (site: Parameters<typeof product.seed>[0]) => {
      product.seed(site);
      seeded = true;
    },
  };
  return { products: [seedThen], wrap: { store } };
};

describe("a store that loses", () => {
  const changes: readonly (readonly [Method, readonly string[]])[] = [
    ["insert", ["tenants", "entitlements", "applications", "tokens", "operations", "identityProviders"]],
    ["update", ["tenants", "entitlements", "operations", "identityProviders"]],
    ["delete", ["tenants", "entitlements", "applications", "tokens", "identityProviders", "usage"]],
  ];
  for (const [method, collections] of changes) {
    for (const collection of collections) {
      test(`each ${method} of ${collection} is noticed`, async () => {
        expect(await noticedBy(losing(method, collection), checks)).toBeDefined();
      });
    }
  }
});
