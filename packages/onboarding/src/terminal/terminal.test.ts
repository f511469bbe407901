import { describe, expect, test } from "vitest";
import { createWorld, go, prepareIn } from "../../test/support/world.js";
import { customerNamed } from "../customer.js";
import { statusOf } from "../engine/status.js";
import { progress } from "./progress.js";
import { type Screen, screenOf } from "./screen.js";
import { standingOf, statusLines } from "./status-lines.js";
import { summary } from "./summary.js";

const BIRCH = customerNamed("Birch Bank");
const output = (isTTY: boolean, environment: NodeJS.ProcessEnv = {}) => {
  let text = "";
  const write = (part: string) => {
    text += part;
  };
  return { screen: screenOf({ isTTY, write }, environment), text: () => text };
};
const show = (screen: Screen, { events }: Awaited<ReturnType<typeof go>>) => events.forEach(progress(screen));
const world = createWorld();
const came = await go(world, "onboard");
const standing = await statusOf(await prepareIn(world));
const failing = createWorld();
failing.sandbox.faults.add({
  api: "basip-panel",
  operation: "createTimeProfile",
  status: 400,
  body: { error: "Time\u001b[2J is over" },
});
const failed = await go(failing, "onboard");
failing.sandbox.faults.add({ api: "basip-panel", operation: "createTimeProfile", status: 500 });
await go(failing, "onboard");
const broken = await statusOf(await prepareIn(failing));
const left = await go(world, "offboard");

describe("a log", () => {
  test.each([
    ["no terminal", false, {}],
    ["a terminal of CI", true, { CI: "1" }],
    ["a terminal whose person wants it plain", true, { NO_COLOR: "1" }],
  ])("(%s) gets a line for each step that stands for itself, and no escape codes", (_, isTTY, environment) => {
    const { screen, text } = output(isTTY, environment);
    show(screen, came);
    show(screen, failed);
    const lines = text().trimEnd().split("\n");
    expect(lines[0]).toBe("entrust-idaas: tenant with its API application: done (birch-bank.us.trustedauth.com)");
    expect(lines).toContain("thales-idpv: statistics of its users: done (0 users, 0 signed in, 0 not for long)");
    expect(lines.at(-1)).toBe("basip-panel: time profile: failed: createTimeProfile: the server answered 400: Time\\x1b[2J is over");
    for (const control of ["\u001b", "\r"]) expect(text()).not.toContain(control);
  });
});

describe("a terminal", () => {
  test("shows the step under way, and puts what came of it in its place", () => {
    const { screen, text } = output(true);
    show(screen, came);
    expect(text()).toContain(
      "\u001b[1mEntrust Identity as a Service\u001b[0m\n\r\u001b[K  … tenant with its API application\r\u001b[K  \u001b[32m✓\u001b[0m tenant",
    );
  });

  test("obeys no control character of a vendor's", () => {
    const { screen, text } = output(true);
    show(screen, failed);
    expect(text()).toContain("\u001b[31m✗\u001b[0m time profile");
    expect(text()).not.toContain("\u001b[2J");
  });
});

describe("the summary", () => {
  const { screen } = output(false);
  const lines = (way: "onboard" | "offboard", { report }: typeof came) =>
    report === "killed" ? [] : summary(screen, { way, customer: BIRCH, report, secrets: "/a/secrets.json" });

  test("of a customer that is on board says where its secrets are", () => {
    expect(lines("onboard", came)).toEqual(["Birch Bank is on board.", "Secrets that no vendor shows again: /a/secrets.json"]);
  });

  test("of a failure says what failed where, and how to go on or back", () => {
    expect(lines("onboard", failed)).toEqual([
      "Birch Bank is not on board yet. What failed:",
      "  basip-panel: time profile: createTimeProfile: the server answered 400: Time\\x1b[2J is over",
      "To finish: gatehouse-onboarding onboard --customer 'Birch Bank'",
      "To take it back: gatehouse-onboarding offboard --customer 'Birch Bank'",
    ]);
  });

  test("of a customer that is off board says what stays", () => {
    expect(lines("offboard", left)).toEqual([
      "Birch Bank is off board.",
      "What stays, because a vendor takes nothing back:",
      expect.stringMatching(/^ {2}thales-idpv: the API key /),
      expect.stringMatching(/^ {2}thales-idpv: the tenant /),
      expect.stringMatching(/^ {2}imageware-gmi: the person /),
    ]);
  });

  test("writes commands that a shell takes as they are", () => {
    if (failed.report === "killed") return;
    const customer = customerNamed("O'Hara's $(bank)");
    expect(summary(screen, { way: "onboard", customer, report: failed.report, secrets: "" })).toContain(
      "To finish: gatehouse-onboarding onboard --customer 'O'\\''Hara'\\''s $(bank)'",
    );
  });
});

describe("the status", () => {
  const { screen } = output(false);

  test("tells what the journal says and what the vendor says", () => {
    expect(standingOf(standing)).toBe("on board");
    const lines = statusLines(screen, "Birch Bank", standing);
    expect(lines[0]).toBe("Birch Bank: on board");
    expect(lines).toContain("  entrust-idaas: tenant with its API application: done; it is there");
    expect(lines).toContain("  imageware-gmi: algorithm with its licence: done; the vendor cannot be asked");
  });

  test("of a customer that is not on board yet tells what was begun", () => {
    expect(standingOf(broken)).toBe("unfinished");
    expect(statusLines(screen, "Birch Bank", broken)).toContain("  basip-panel: time profile: begun; it is not there");
    expect(statusLines(screen, "Birch Bank", broken)).toContain("  basip-panel: card for the front door: not there");
  });

  test("of a customer that is off board tells what stays, and asks nobody", async () => {
    const known = world.sandbox.requests.length;
    const off = await statusOf(await prepareIn(world));
    expect(standingOf(off)).toBe("off board");
    expect(statusLines(screen, "Birch Bank", off).map((line) => line.split(":").slice(0, 3).join(":"))).toEqual([
      "Birch Bank: off board",
      "  imageware-gmi: stays: the person admin@birch-bank.example, in no tenant",
      "  thales-idpv: stays: the API key onboarding-birch-bank of 2026-01-15",
      expect.stringMatching(/^ {2}thales-idpv: stays: the tenant Birch Bank/),
    ]);
    expect(world.sandbox.requests).toHaveLength(known);
  });

  test("says what is missing, and which vendor could not be asked", async () => {
    const other = createWorld();
    await go(other, "onboard");
    const journal = other.journal.text();
    other.sandbox.reset();
    other.sandbox.faults.add({ api: "entrust-idaas", operation: "getTenantsPageUsingPOST", status: 500, times: 9 });
    const found = await statusOf(await prepareIn(other));
    expect(standingOf(found)).toBe("unfinished");
    const lines = statusLines(screen, "Birch Bank", found);
    expect(lines).toContain("  imageware-gmi: user of the tenant: done; it is not there");
    expect(lines[1]).toMatch(/^ {2}entrust-idaas: .*: done; the vendor could not be asked: listTenants: the server answered 500/);
    expect(other.journal.text()).toBe(journal);
  });
});
