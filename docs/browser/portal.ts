import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createSandbox } from "@gatehouse/sandbox";
import type { AxeResults, RunOptions } from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { listen } from "../src/server/listen.js";
import { portalApplication } from "../src/server/portal-application.js";
import { readPortalData } from "../src/server/read-portal-data.js";

const DIST = fileURLToPath(new URL("../dist", import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The built portal behind its server, and a browser that watches what its pages do. */
export interface OpenPortal {
  readonly origin: string;
  open(path: string, options?: View): Promise<Opened>;
  close(): Promise<void>;
}

/** How a page is looked at. */
export interface View {
  readonly theme?: "light" | "dark";
  /** Pixels; default 1280. */
  readonly width?: number;
  readonly javaScript?: boolean;
}

/** A page that has loaded. */
export interface Opened {
  readonly page: Page;
  /** Addresses outside the portal that were asked for, and what the policy forbade. */
  readonly trespasses: readonly string[];
  /** What axe objects to, each `rule: element (why)`. */
  violations(only?: readonly string[]): Promise<string[]>;
  close(): Promise<void>;
}

/** @throws {Error} when no browser is named: a check that cannot run must not look as if it had. */
export async function openPortal(): Promise<OpenPortal> {
  const executablePath = process.env["GATEHOUSE_BROWSER_PATH"];
  if (!executablePath)
    throw new Error("GATEHOUSE_BROWSER_PATH is not set – npm test sets it; alone: GATEHOUSE_BROWSER_PATH=/usr/bin/chromium");
  const data = await readPortalData(DIST);
  const sandbox = createSandbox();
  const apis = sandbox.products.map(({ name }) => name);
  const server = await listen(
    portalApplication({ dist: DIST, base: data.base, sandbox: { fetch: sandbox.fetch, apis }, hosts: [] }).fetch,
    "127.0.0.1",
    0,
  );
  // Pages are our own; the browser's sandbox needs rights that containers and root do not have.
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  const origin = `http://127.0.0.1:${server.port}`;
  return {
    origin,
    open: (path, view = {}) => openPage(browser, origin, path, view),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

async function openPage(
  browser: Browser,
  origin: string,
  path: string,
  { theme = "light", width = 1280, javaScript = true }: View,
): Promise<Opened> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
    javaScriptEnabled: javaScript,
  });
  const trespasses: string[] = [];
  context.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`) && !/^(data|blob):/.test(request.url())) trespasses.push(request.url());
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (/Content Security Policy|integrity|Refused to/i.test(message.text())) trespasses.push(message.text().slice(0, 300));
  });
  page.on("pageerror", (error) => trespasses.push(`error in the page: ${error.message}`));
  await page.goto(`${origin}${path}`);
  return {
    page,
    trespasses,
    violations: async (only) => {
      await page.evaluate(AXE);
      const options: RunOptions = only ? { runOnly: { type: "rule", values: [...only] } } : {};
      const results = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as AxeResults;
      return results.violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(" ")} (${node.any[0]?.message ?? node.all[0]?.message ?? ""})`),
      );
    },
    close: () => context.close(),
  };
}
