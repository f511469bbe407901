import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { realClock } from "./real-clock.js";
import { VIRTUAL_START, virtualClock } from "./virtual-clock.js";

describe("a virtual clock", () => {
  test("starts at the same moment and stands still", async () => {
    const clock = virtualClock();
    expect(new Date(clock.now()).toISOString()).toBe("2026-01-15T08:00:00.000Z");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(clock.now()).toBe(VIRTUAL_START);
  });

  test("a sleeper alone moves time to its moment, in no real time", async () => {
    const clock = virtualClock(0);
    const began = Date.now();
    await clock.sleep(3_600_000);
    expect(clock.now()).toBe(3_600_000);
    expect(Date.now() - began).toBeLessThan(1000);
  });

  test("sleepers wake in the order of their moments, each at its own", async () => {
    const clock = virtualClock(0);
    const woken: string[] = [];
    const sleep = (name: string, ms: number) => clock.sleep(ms).then(() => woken.push(`${name} ${clock.now()}`));
    await Promise.all([sleep("long", 30), sleep("short", 10), sleep("middle", 20)]);
    expect(woken).toEqual(["short 10", "middle 20", "long 30"]);
  });

  test("a deadline beside short sleeps is not reached before its time", async () => {
    const clock = virtualClock(0);
    const deadline = new AbortController();
    const late = clock.sleep(10_000, deadline.signal).then(
      () => "late",
      () => "in time",
    );
    for (let polls = 0; polls < 9; polls += 1) await clock.sleep(1000);
    deadline.abort();
    expect(await late).toBe("in time");
    expect(clock.now()).toBe(9000);
  });

  test("time waits while a request is being answered", async () => {
    const clock = virtualClock(0);
    const release = clock.hold();
    let woken = false;
    const sleeping = clock.sleep(10).then(() => {
      woken = true;
    });
    for (let turns = 0; turns < 5; turns += 1) await new Promise((resolve) => setTimeout(resolve, 0));
    expect(woken).toBe(false);
    release();
    release();
    await sleeping;
    expect(clock.now()).toBe(10);
  });

  test("advancing wakes those who are due and nobody else", async () => {
    const clock = virtualClock(0);
    const release = clock.hold();
    const due = clock.sleep(10).then(() => "woken");
    const notDue = Promise.race([clock.sleep(11).then(() => "woken"), due.then(() => "asleep")]);
    clock.advance(10);
    expect(await due).toBe("woken");
    expect(await notDue).toBe("asleep");
    release();
  });

  test("an abort rejects with its reason and leaves nothing behind", async () => {
    const clock = virtualClock(0);
    const control = new AbortController();
    const sleeping = clock.sleep(10, control.signal);
    control.abort(new Error("enough"));
    await expect(sleeping).rejects.toThrow("enough");
    await expect(clock.sleep(10, control.signal)).rejects.toThrow("enough");
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(clock.now()).toBe(0);
  });

  test("time never runs backwards", () => {
    const clock = virtualClock(0);
    for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => clock.advance(ms)).toThrow(RangeError);
    expect(() => clock.advance(-1)).toThrow("cannot advance the clock by -1 ms – expected a number of milliseconds, 0 or more");
  });

  test("a snapshot brings its time back, and a clock of the other kind refuses it", () => {
    const clock = virtualClock(0);
    clock.advance(5);
    const snapshot = clock.snapshot();
    clock.advance(5);
    clock.restore(snapshot);
    expect(clock.now()).toBe(5);
    clock.reset();
    expect(clock.now()).toBe(0);
    expect(() => realClock().restore(snapshot)).toThrow(
      "cannot restore the clock: snapshot of a virtual clock – expected one of a real clock",
    );
  });
});

describe("a real clock", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1000 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("runs with the machine's and can be put ahead of it", () => {
    const clock = realClock();
    expect(clock.now()).toBe(1000);
    clock.advance(500);
    vi.advanceTimersByTime(100);
    expect(clock.now()).toBe(1600);
    clock.reset();
    expect(clock.now()).toBe(1100);
  });

  test("a sleeper wakes when its time is up, or when it is advanced past", async () => {
    const clock = realClock();
    const slow = clock.sleep(100);
    vi.advanceTimersByTime(100);
    await slow;
    const skipped = clock.sleep(60_000);
    clock.advance(60_000);
    await skipped;
    expect(vi.getTimerCount()).toBe(0);
  });

  test("sleeps longer than a timer can count", async () => {
    const clock = realClock();
    let woken = false;
    const sleeping = clock.sleep(2 ** 32).then(() => {
      woken = true;
    });
    await vi.advanceTimersByTimeAsync(2 ** 32 - 1);
    expect(woken).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await sleeping;
  });

  test("an abort clears the timer", async () => {
    const control = new AbortController();
    const sleeping = realClock().sleep(100, control.signal);
    control.abort(new Error("enough"));
    await expect(sleeping).rejects.toThrow("enough");
    expect(vi.getTimerCount()).toBe(0);
  });
});
