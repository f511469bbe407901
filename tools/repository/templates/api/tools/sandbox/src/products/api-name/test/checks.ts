import { expect } from "vitest";
import type { Check, Reach } from "../../../../test/suite/check.js";

async function get({ fetch, baseUrl }: Reach, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${baseUrl}/status`, { headers });
  return { status: response.status, body: await response.json() };
}

/** Every behaviour of the product, by its checklist. */
export const checks: readonly Check<Reach>[] = [
  {
    item: 1,
    title: "the status is UP, with the time",
    async run(reach) {
      const answer = await get(reach, { "x-api-key": reach.sandbox.account("api-name").credentials["apiKey"]! });
      expect(answer).toEqual({ status: 200, body: { state: "UP", time: new Date(reach.sandbox.clock.now()).toISOString() } });
    },
  },
  {
    item: 2,
    title: "a call without a key, or with one that nobody has, is 401",
    async run(reach) {
      const refusal = (code: string) => ({ status: 401, body: { code, message: expect.stringMatching(/./) } });
      expect(await get(reach)).toEqual(refusal("missing_key"));
      expect(await get(reach, { "x-api-key": "unknown" })).toEqual(refusal("unknown_key"));
    },
  },
];
