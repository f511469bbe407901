import { beforeAll, describe, expect, test } from "vitest";
import type { Product, RuleTable, SandboxOptions, Store, StoredRecord } from "../../src/index.js";
import { type Check, type Checked, inProcess, type Reach, titleOf } from "./check.js";

/** A change of a collection. */
export type Change = "insert" | "update" | "delete";

/**
 * A check that cannot fail is worth nothing: this breaks a product in one place after the other and expects the checks to notice.
 *
 * @param changes The collections that a request may change, by the kind of change.
 */
export function testMutations<Target extends Pick<Reach, "sandbox">>(
  { product, checks, target }: Checked<Target>,
  changes: Readonly<Partial<Record<Change, readonly string[]>>>,
): void {
  const fresh = (options?: SandboxOptions) => target(inProcess(product, options));

  async function turnsRed(check: Check<Target>, options: SandboxOptions): Promise<boolean> {
    try {
      await check.run(fresh(options));
      return false;
    } catch {
      return true;
    }
  }

  /** The first of the checks that notices. */
  async function noticedBy(options: SandboxOptions, candidates: readonly Check<Target>[]): Promise<string | undefined> {
    for (const check of candidates) if (await turnsRed(check, options)) return titleOf(check);
    return undefined;
  }

  /** The checks in which a rule refused something, by rule: only they can miss it. */
  const meeting = new Map<string, Check<Target>[]>();

  beforeAll(async () => {
    for (const check of checks) {
      const one = fresh();
      await check.run(one);
      for (const rule of new Set(one.sandbox.requests.map(({ refusedBy }) => refusedBy))) {
        if (rule) meeting.set(rule, [...(meeting.get(rule) ?? []), check]);
      }
    }
  });

  describe("taking out the rule", () => {
    for (const [id, { checklist }] of Object.entries(product.rules)) {
      test(`${id} is noticed${checklist.length > 0 ? ` by the checks of ${checklist.join(", ")}` : ""}`, async () => {
        const without = withRules((rules) => Object.fromEntries(Object.entries(rules).filter(([one]) => one !== id)));
        expect(await noticedBy(without, meeting.get(id) ?? [])).toBeDefined();
        for (const item of checklist) {
          const check = checks.find((one) => one.item === item)!;
          expect({ item, noticed: await turnsRed(check, without) }).toEqual({ item, noticed: true });
        }
      });
    }
  });

  describe("answering with another status or code for the rule", () => {
    for (const [id, rule] of Object.entries(product.rules)) {
      test(`${id} is noticed`, async () => {
        for (const change of [{ status: rule.status === 400 ? 409 : 400 }, { errorCode: "another" }]) {
          const other = withRules((rules) => ({ ...rules, [id]: { ...rule, ...change } }));
          expect(await noticedBy(other, meeting.get(id) ?? [])).toBeDefined();
        }
      });
    }
  });

  // Of a product that only reads there is nothing to lose.
  describe.runIf(Object.keys(changes).length > 0)("a store that loses", () => {
    for (const [change, collections] of Object.entries(changes) as [Change, readonly string[]][]) {
      for (const collection of collections) {
        test(`each ${change} of ${collection} is noticed`, async () => {
          expect(await noticedBy(losing(product, change, collection), checks)).toBeDefined();
        });
      }
    }
  });
}

const withRules = (change: (rules: RuleTable) => RuleTable): SandboxOptions => ({ wrap: { rules: change } });

/** A store that, once the product is seeded, loses every such change of one collection. */
function losing(product: Product, change: Change, collection: string): SandboxOptions {
  let seeded = false;
  const store = (inner: Store): Store => ({
    ...inner,
    collection<T extends StoredRecord>(name: string) {
      const kept = inner.collection<T>(name);
      if (name !== `${product.name}/${collection}`) return kept;
      return {
        ...kept,
        insert: (record: T) => (change === "insert" && seeded ? undefined : kept.insert(record)),
        update: (id: string, to: Partial<Omit<T, "id">>) => (change === "update" ? kept.get(id)! : kept.update(id, to)),
        delete: (id: string) => (change === "delete" ? true : kept.delete(id)),
      };
    },
  });
  const seedThen: Product = {
    ...product,
    seed: (site) => {
      product.seed(site);
      seeded = true;
    },
  };
  return { products: [seedThen], wrap: { store } };
}
