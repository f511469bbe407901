import { expect, test } from "vitest";
import { memoryJournal } from "../../test/support/memory.js";
import { Journal } from "./journal.js";

const BIRCH = { name: "Birch Bank", domain: "birch-bank", contact: "a@birch-bank.example" };
const DONE = { state: "done", since: "2026-01-15T08:00:00.000Z" } as const;

test("each change is kept before it counts", async () => {
  const store = memoryJournal();
  const journal = await Journal.open(store);
  await journal.enter(BIRCH, { panel: { PANEL_URL: "http://a" } });
  await journal.setSteps("birch-bank", "panel", { card: DONE });
  await journal.addStays("birch-bank", "panel", "a stone");
  await journal.addStays("birch-bank", "panel", "a stone");
  expect(store.data()).toEqual({
    version: 1,
    customers: {
      "birch-bank": {
        name: "Birch Bank",
        contact: "a@birch-bank.example",
        vendors: { panel: { inputs: { PANEL_URL: "http://a" }, steps: { card: DONE }, stays: ["a stone"] } },
      },
    },
  });
  expect((await Journal.open(store)).step("birch-bank", "panel", "card")).toEqual(DONE);
});

test("a change that cannot be kept does not count, and nothing more may be done", async () => {
  const journal = await Journal.open({ ...memoryJournal(), write: () => Promise.reject(new Error("the disk is full")) });
  await expect(journal.enter(BIRCH, {})).rejects.toThrow("the disk is full");
  expect(journal.customer("birch-bank")).toBeUndefined();
  expect(journal.broken).toBe(true);
});

test("inputs stay as they were while something is there, and are new where nothing is", async () => {
  const journal = await Journal.open(memoryJournal());
  const enter = (url: string) => journal.enter(BIRCH, { panel: { PANEL_URL: url }, other: { OTHER_URL: url } });
  await enter("http://a");
  await journal.setSteps("birch-bank", "panel", { card: DONE });
  await enter("http://b");
  expect(journal.vendor("birch-bank", "panel")?.inputs).toEqual({ PANEL_URL: "http://a" });
  expect(journal.vendor("birch-bank", "other")?.inputs).toEqual({ OTHER_URL: "http://b" });
  await journal.setSteps("birch-bank", "panel", { card: undefined });
  await enter("http://c");
  expect(journal.vendor("birch-bank", "panel")?.inputs).toEqual({ PANEL_URL: "http://c" });
});

test("a customer may have any domain", async () => {
  const journal = await Journal.open(memoryJournal());
  expect(journal.customer("constructor")).toBeUndefined();
  await journal.enter({ ...BIRCH, domain: "constructor" }, {});
  expect(journal.domains).toEqual(["constructor"]);
});
