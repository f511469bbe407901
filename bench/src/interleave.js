/**
 * Median times of several things that do the same, in microseconds. They take turns within each round, in an order that changes, so that
 * whatever else the machine does hits all of them alike: their ratio within a round is worth more than any of the times.
 *
 * @param {Readonly<Record<string, () => Promise<unknown>>>} contenders
 * @param {{ readonly rounds: number, readonly calls: number }} size
 * @returns {Promise<{ readonly times: Readonly<Record<string, number>>, ratio(a: string, b: string): number }>}
 */
export async function interleave(contenders, { rounds, calls }) {
  const names = Object.keys(contenders);
  const taken = new Map(names.map((name) => [name, /** @type {number[]} */ ([])]));
  for (let round = -20; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = /** @type {string} */ (names[(turn + round + 20) % names.length]);
      const call = /** @type {() => Promise<unknown>} */ (contenders[name]);
      const began = performance.now();
      for (let index = 0; index < calls; index++) await call();
      // The first rounds are for the compiler: what counts is a program that lives longer than some hundred calls.
      if (round >= 0) taken.get(name)?.push(((performance.now() - began) * 1000) / calls);
    }
  }
  const all = (/** @type {string} */ name) => taken.get(name) ?? [];
  return {
    times: Object.fromEntries(names.map((name) => [name, median(all(name))])),
    ratio: (a, b) => median(all(a).map((time, round) => time / (all(b)[round] ?? Number.NaN))),
  };
}

/** @param {readonly number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
