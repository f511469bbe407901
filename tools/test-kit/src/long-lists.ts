import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { ApiDescriptor, Pages } from "@gatehouse/runtime";
import { expect, test } from "vitest";
import { writeNightlyFigures } from "./nightly-figures.js";
import { listServer, nthOf } from "./promises/list-server.js";
import { listInput } from "./promises/pagination.js";
import { subjectOf } from "./promises/subject.js";

const ITEMS = 1_000_000;
const SIZE = 20;
/** Kilobytes that the heap may grow from the first tenth of a list to its end. Keeping nothing but the cursors would take ten times as much. */
const GROWTH = 1_000;

/**
 * Registers the long form of what lists promise: a million items, each once and in order, in memory that does not grow.
 *
 * @example
 * await longLists(api, createEntrustIdaas);
 */
export async function longLists(descriptor: ApiDescriptor, create: (options: never) => object): Promise<void> {
  const subject = await subjectOf(descriptor, create, () => ({}));
  const lists = subject.operations.filter((operation) => operation.descriptor.pagination);

  test.each(lists.map((operation) => [operation.name, operation] as const))(
    `%s gives ${ITEMS.toLocaleString("en")} items in memory that does not grow`,
    { timeout: 300_000 },
    async (name, operation) => {
      const { fetch } = listServer(operation, { total: ITEMS, size: SIZE, whole: false, log: false });
      const client = subject.create({ ...subject.signedIn(operation), fetch });
      const list = client[name] as unknown as Pages<[input: object], unknown, unknown>;
      const heap: number[] = [];
      let next = 0;
      for await (const item of list.items(listInput(operation))) {
        if (nthOf(item) !== next) break;
        if (++next % (ITEMS / 10) === 0) heap.push(liveHeap());
      }
      expect(next).toBe(ITEMS);
      const growth = Math.round((Math.max(...heap) - heap[0]!) / 1000);
      writeNightlyFigures({
        [`${subject.api}: heap that ${name} gains over ${ITEMS.toLocaleString("en")} items`]: {
          value: growth,
          unit: "kB",
          target: { atMost: GROWTH },
        },
      });
      expect(growth).toBeLessThanOrEqual(GROWTH);
    },
  );
}

/** Bytes of the heap that something still refers to. */
function liveHeap(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}
