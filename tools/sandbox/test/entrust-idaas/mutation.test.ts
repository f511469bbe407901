import { describe, expect, test } from "vitest";
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

/** The first check that notices, those of the items first. */
async function noticedBy(options: SandboxOptions, items: readonly number[]): Promise<string | undefined> {
  const ordered = [...checks].sort((a, b) => Number(items.includes(b.item ?? 0)) - Number(items.includes(a.item ?? 0)));
  for (const check of ordered) if (await turnsRed(check, options)) return titleOf(check);
  return undefined;
}

describe("taking out the rule", () => {
  for (const [id, { checklist }] of Object.entries(product.rules)) {
    test(`${id} is noticed${checklist.length > 0 ? ` by the checks of ${checklist.join(", ")}` : ""}`, async () => {
      expect(await noticedBy(without(id), checklist)).toBeDefined();
      for (const item of checklist) {
        const check = checks.find((one) => one.item === item)!;
        expect({ item, noticed: await turnsRed(check, without(id)) }).toEqual({ item, noticed: true });
      }
    });
  }
});

describe("answering the rule with another status", () => {
  for (const [id, rule] of Object.entries(product.rules)) {
    test(`${id} is noticed`, async () => {
      const status = rule.status === 400 ? 409 : 400;
      const options = { wrap: { rules: (rules: RuleTable) => ({ ...rules, [id]: { ...rule, status } }) } };
      expect(await noticedBy(options, rule.checklist)).toBeDefined();
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
        expect(await noticedBy(losing(method, collection), [])).toBeDefined();
      });
    }
  }
});
