import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/** A page and a worker with a sandbox in it, behind a server that has nothing else, and a browser that may ask nobody else. */
export interface Site {
  readonly origin: string;
  /** Where nothing may arrive. */
  readonly elsewhere: { readonly origin: string; readonly asked: readonly string[] };
  /** Paths that were asked for. */
  readonly asked: readonly string[];
  /** A page of a new tab, once its script has run. */
  open(query: string): Promise<{ readonly page: Page; readonly context: BrowserContext; readonly trespasses: readonly string[] }>;
  close(): Promise<void>;
}

/** The page's and the worker's scripts come from the site; nobody loads anything else. */
const POLICY = "default-src 'none'; script-src 'self'; worker-src 'self'; img-src data:; base-uri 'none'";

/** Whether a worker under the same policy can reach another address. */
const PROBE = `
  const url = new URL(location.href).searchParams.get("url");
  fetch(url).then(() => postMessage("reached"), () => postMessage("denied"));`;

/** @throws {Error} when no browser is named: a check that cannot run must not look as if it had. */
export async function openSite(): Promise<Site> {
  const executablePath = process.env["GATEHOUSE_BROWSER_PATH"];
  if (!executablePath)
    throw new Error("GATEHOUSE_BROWSER_PATH is not set – npm test sets it; alone: GATEHOUSE_BROWSER_PATH=/usr/bin/chromium");
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    "/": [
      "text/html",
      '<!doctype html><title>Sandbox</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>',
    ],
    "/page.js": ["text/javascript", await bundle("page.ts")],
    "/worker.js": ["text/javascript", await bundle("worker.ts")],
    "/probe.js": ["text/javascript", PROBE],
  };
  const site = await serve(files);
  const elsewhere = await serve({});
  // Pages are our own; the browser's sandbox needs rights that containers and root do not have.
  const args = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
  const browser = await chromium.launch({ executablePath, args });
  return {
    origin: site.origin,
    asked: site.asked,
    elsewhere,
    open: (query) => openTab(browser, site.origin, query),
    close: async () => {
      await browser.close();
      await Promise.all([site.close(), elsewhere.close()]);
    },
  };
}

/** For a browser: what needs Node does not even resolve. */
async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    write: false,
  });
  return outputFiles[0]!.text;
}

async function serve(files: Readonly<Record<string, readonly [type: string, text: string]>>) {
  const asked: string[] = [];
  const server = createServer(({ url = "/" }, response) => {
    asked.push(url);
    const [type, text] = files[url.split("?")[0]!] ?? ["text/plain", "nothing here"];
    response.writeHead(text === "nothing here" ? 404 : 200, { "content-type": type, "content-security-policy": POLICY }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    asked,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function openTab(browser: Browser, origin: string, query: string) {
  const context = await browser.newContext();
  const trespasses: string[] = [];
  context.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`) && !request.url().startsWith("data:")) trespasses.push(request.url());
  });
  context.on("weberror", (error) => trespasses.push(`error in the page: ${error.error().message}`));
  const page = await context.newPage();
  page.on("console", (message) => {
    if (/Content Security Policy|Refused to/i.test(message.text())) trespasses.push(message.text().slice(0, 300));
  });
  await page.goto(`${origin}/${query}`);
  await loaded(page);
  return { page, context, trespasses };
}

/** Waits for the page's script to have run. Not with waitForFunction: it evaluates texts, which the policy forbids. */
export async function loaded(page: Page): Promise<void> {
  await page.locator("html[data-loaded]").waitFor({ state: "attached" });
}
