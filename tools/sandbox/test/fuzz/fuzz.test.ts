import { expect, test } from "vitest";
import { fuzz, untouchedOperations } from "./fuzz.js";
import { corpora } from "./products.js";

for (const [api, corpus] of await corpora()) {
  test(`${api}: the good requests reach every operation`, async () => {
    expect(await untouchedOperations(api, corpus)).toEqual([]);
  });

  test(`${api}: 2,000 bad requests are refused and none breaks anything`, async () => {
    const { statuses, failures } = await fuzz(api, corpus, { runs: 2_000, seed: 20_261_122 });
    expect(failures).toEqual([]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    // A run in which everything was refused at the door, or nothing was, would have looked at nothing.
    const count = (from: number, to: number) =>
      Object.entries(statuses).reduce((sum, [status, times]) => (from <= Number(status) && Number(status) < to ? sum + times : sum), 0);
    expect(count(200, 300)).toBeGreaterThan(100);
    const takesBodies = corpus.requests.some(({ body, form }) => body !== undefined || form);
    expect(takesBodies ? statuses[400] : count(400, 500)).toBeGreaterThan(200);
  });
}
