import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { fuzz } from "./fuzz.js";
import { corpora } from "./products.js";

setFlagsFromString("--expose-gc");
globalThis.gc = runInNewContext("gc") as NonNullable<typeof globalThis.gc>;

for (const [api, corpus] of await corpora()) {
  test(`${api}: 20,000 bad requests break nothing and leave nothing in memory`, { timeout: 600_000 }, async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on("unhandledRejection", note);
    const { sent, failures, heap } = await fuzz(api, corpus, { runs: 20_000, seed: Math.floor(Date.now() / 86_400_000) });
    process.off("unhandledRejection", note);
    expect(sent).toBe(20_000);
    expect(failures).toEqual([]);
    expect(rejections).toEqual([]);
    const megabytes = (bytes: readonly number[]) => Math.min(...bytes) / 1e6;
    expect(heap.length).toBe(40);
    expect(megabytes(heap.slice(-5)) - megabytes(heap.slice(5, 10))).toBeLessThan(5);
  });
}
