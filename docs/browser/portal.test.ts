import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OpenPortal, openPortal } from "./portal.js";

const MODELS = readdirSync(new URL("../dist/apis/entrust-idaas/models", import.meta.url)).filter((name) => !name.endsWith(".md"));

/** One page of each type. */
const PAGES = {
  "the first page": "/",
  "what is certain": "/evidence/",
  "what we promise": "/promises/",
  "a guide": "/guides/client/",
  "a decision": "/decisions/0006-evidence/",
  "an API": "/apis/entrust-idaas/",
  "a small operation": "/apis/entrust-idaas/deleteTenant/",
  "a large operation": "/apis/entrust-idaas/createTenant/",
  "a model": `/apis/entrust-idaas/models/${MODELS[0]}/`,
  "a sandbox": "/apis/entrust-idaas/sandbox/",
  "no page": "/nowhere/",
} as const;
const REFERENCE = "/apis/entrust-idaas/reference/";

let portal: OpenPortal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal?.close());

describe.each(Object.entries(PAGES))("%s", (_, path) => {
  test.each(["light", "dark"] as const)("can be read by everybody, also on a telephone, and asks nobody else: %s", async (theme) => {
    const opened = await portal.open(path, { theme });
    // What is folded away has to be readable too once it is opened.
    await opened.page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true");
    expect(await opened.violations()).toEqual([]);
    await opened.page.setViewportSize({ width: 390, height: 800 });
    expect(await opened.page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
    // What a narrow page lays out otherwise it does in both themes.
    if (theme === "light") expect(await opened.violations()).toEqual([]);
    expect(opened.trespasses).toEqual([]);
    await opened.close();
  });

  test("says the same without JavaScript", async () => {
    const words = async (javaScript: boolean) => {
      const opened = await portal.open(path, { javaScript });
      const text = ((await opened.page.locator("main").innerText()) ?? "").replace(/\s+/g, " ").trim();
      await opened.close();
      return text;
    };
    const without = await words(false);
    expect(without.length).toBeGreaterThan(100);
    expect(without).toBe(await words(true));
  });
});

describe("the one-page reference", () => {
  test.each(["light", "dark"] as const)("has enough contrast, shows our samples, and asks nobody else: %s", async (theme) => {
    const opened = await portal.open(REFERENCE, { theme });
    await opened.page.getByText("Tenants", { exact: true }).first().click();
    await opened.page.getByText("Delete a tenant").first().click();
    await opened.page.getByText("createEntrustIdaas").first().waitFor();
    expect(await opened.violations(["color-contrast"])).toEqual([]);
    await opened.page.getByText("Create a tenant in one call").first().click();
    await opened.page.getByText("Deprecated").first().waitFor();
    expect(await opened.violations(["color-contrast"])).toEqual([]);
    expect(opened.trespasses).toEqual([]);
    expect(opened.page.url()).toContain(`${REFERENCE}#/`);
    await opened.close();
  });

  test("says without JavaScript where to read instead", async () => {
    const opened = await portal.open(REFERENCE, { javaScript: false });
    expect(await opened.page.locator("body").innerText()).toContain("This page needs JavaScript");
    await opened.close();
  });
});

test("search finds an operation by a word of its name, and asks nobody else", async () => {
  const opened = await portal.open("/");
  await opened.page.getByRole("button", { name: "Search" }).click();
  await opened.page.getByRole("textbox").fill("unlock");
  await opened.page.getByRole("link", { name: "Unlock a tenant" }).first().waitFor();
  expect(opened.trespasses).toEqual([]);
  await opened.close();
});

test("what is assumed is seen at once: the striped part, the list of conclusions, the mark beside the field", async () => {
  const opened = await portal.open("/apis/entrust-idaas/deleteTenant/");
  const { page } = opened;
  const top = async (selector: string) => (await page.locator(selector).first().boundingBox())?.y ?? Number.POSITIVE_INFINITY;
  expect(await top(".bar .bar-assumed")).toBeLessThan(900);
  expect(await top(".inferred summary")).toBeLessThan(900);
  expect(await page.locator("table.errors .level-assumed").count()).toBeGreaterThan(0);
  await opened.close();
});

test("the checks see what they look for: a foreign image, a script that the policy does not know, unreadable grey", async () => {
  const opened = await portal.open("/start/");
  await opened.page.evaluate(`
    document.querySelector("main").insertAdjacentHTML("beforeend", '<p style="color: #999; background: #aaa">grey</p><img alt="" src="https://elsewhere.invalid/i.png">');
    document.querySelector("main").append(Object.assign(document.createElement("script"), { textContent: "window.ran = true" }));
  `);
  await opened.page.waitForTimeout(100);
  expect((await opened.violations()).filter((one) => one.startsWith("color-contrast"))).toHaveLength(1);
  expect(opened.trespasses.some((one) => one.includes("elsewhere.invalid"))).toBe(true);
  expect(opened.trespasses.some((one) => /inline script/i.test(one))).toBe(true);
  expect(await opened.page.evaluate("window.ran")).toBeUndefined();
  await opened.close();
});
