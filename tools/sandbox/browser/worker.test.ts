import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSandbox, SANDBOX_ORIGIN, type Sandbox } from "../src/index.js";
import { encoded } from "../test/fuzz/corpus.js";
import { corpora } from "../test/fuzz/products.js";
import type { CarriedRequest, CarriedResponse } from "./page.js";
import { loaded, openSite, type Site } from "./site.js";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const WORKERS = { "a web worker": "?", "a service worker": "?service" } as const;

describe.each(Object.entries(WORKERS))("in %s", (_, query) => {
  test("a tenant lives and dies, and nobody outside is asked", async () => {
    const { page, context, trespasses } = await site.open(query);
    const asked = site.asked.length;
    expect(await page.evaluate("sandboxPage.life('mango')")).toEqual({
      statuses: [200, 200, 200, 200, 200, 404],
      listed: true,
      companyName: "Mango Mills",
    });
    expect(site.asked.slice(asked).filter((path) => !path.startsWith("/worker.js"))).toEqual([]);
    expect(trespasses).toEqual([]);
    await context.close();
  });

  test("what happened survives navigation in its tab, and no other tab sees it; a reset ends it", async () => {
    const { page, context } = await site.open(query);
    await page.evaluate("sandboxPage.create('mango')");
    await page.goto(`${site.origin}/${query}&next`);
    await loaded(page);
    expect(await page.evaluate("sandboxPage.list()")).toContain("mango");

    const other = await context.newPage();
    await other.goto(`${site.origin}/${query}`);
    await loaded(other);
    expect(await other.evaluate("sandboxPage.list()")).not.toContain("mango");

    await page.evaluate("sandboxPage.sandbox.reset()");
    await page.reload();
    await loaded(page);
    expect(await page.evaluate("sandboxPage.list()")).not.toContain("mango");
    expect(await page.evaluate("sandboxPage.sandbox.kept")).toBe(true);
    await context.close();
  });

  test("the world of every product is that of a sandbox elsewhere, byte by byte, and so are its answers", async () => {
    const { page, context } = await site.open(`${query}&virtual`);
    const direct = createSandbox();
    expect(await page.evaluate("sandboxPage.sandbox.snapshot().then(JSON.stringify)")).toBe(JSON.stringify(direct.snapshot()));
    expect(await page.evaluate("sandboxPage.origin")).toBe(SANDBOX_ORIGIN);
    const root = `sandboxPage.sandbox.fetch(sandboxPage.origin)`;
    expect(await page.evaluate(`${root}.then((response) => response.json())`)).toEqual(await (await direct.fetch(SANDBOX_ORIGIN)).json());
    for (const { name } of direct.products) {
      const nowhere = `${SANDBOX_ORIGIN}/${name}/nowhere`;
      const answer = await direct.fetch(nowhere);
      expect(
        await page.evaluate(`(async () => {
          const response = await sandboxPage.sandbox.fetch(${JSON.stringify(nowhere)});
          return [response.status, await response.text()];
        })()`),
      ).toEqual([answer.status, await answer.text()]);
    }
    await context.close();
  });
});

// What a product uses of its runtime only when it is called: digests, pictures, forms.
test.each(await corpora())("every operation of %s answers in a browser as it does here, byte by byte", async (api, corpus) => {
  const { page, context } = await site.open("?virtual");
  const direct = createSandbox();
  const inPage: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const body = Buffer.from(await request.arrayBuffer());
    const carried: CarriedRequest = {
      url: request.url,
      method: request.method,
      headers: Object.fromEntries(request.headers),
      body: body.length > 0 ? body.toString("latin1") : null,
    };
    const answer = (await page.evaluate(`sandboxPage.exchange(${JSON.stringify(carried)})`)) as CarriedResponse;
    const headers = answer.headers.map(([name, value]): [string, string] => [name, value]);
    return new Response(answer.body === "" ? null : Buffer.from(answer.body, "latin1"), { status: answer.status, headers });
  };
  const through = (fetch: Sandbox["fetch"]): Sandbox => ({
    ...direct,
    fetch,
    connect: (name: string, account?: string) => ({ ...direct.connect(name, account), fetch }),
  });
  for (const { as, method, path, headers, body } of await Promise.all(corpus.requests.map(encoded))) {
    direct.reset();
    await page.evaluate("sandboxPage.sandbox.reset()");
    const answers = [];
    for (const sandbox of [through(direct.fetch), through(inPage)]) {
      const signed = await corpus.signIn(sandbox, as);
      const init = { method, headers: { ...signed, ...headers }, ...(body !== undefined && { body }) };
      const response = await sandbox.fetch(`${sandbox.connect(api).baseUrl}${path}`, init);
      const bytes = Buffer.from(await response.arrayBuffer()).toString("latin1");
      answers.push({ request: `${method} ${path}`, status: response.status, headers: [...response.headers], bytes });
    }
    expect(answers[1]).toEqual(answers[0]);
  }
  await context.close();
});

test("a service worker that the browser stops is woken, and its world brought back", async () => {
  const { page, context } = await site.open("?service");
  await page.evaluate("sandboxPage.create('mango')");
  const devtools = await context.newCDPSession(page);
  const running: string[] = [];
  devtools.on("ServiceWorker.workerVersionUpdated", ({ versions }) => running.push(...versions.map((one) => one.runningStatus)));
  await devtools.send("ServiceWorker.enable");
  await devtools.send("ServiceWorker.stopAllWorkers");
  await expect.poll(() => running).toContain("stopped");
  expect(await page.evaluate("sandboxPage.list()")).toContain("mango");
  expect(running.lastIndexOf("running")).toBeGreaterThan(running.lastIndexOf("stopped"));
  await context.close();
});

test("a worker whose script is not there is reported, instead of leaving calls waiting", async () => {
  const { page, context } = await site.open("?missing");
  expect(await page.evaluate("sandboxPage.sandbox.reset().then(() => 'done', (error) => error.message)")).toBe(
    "the sandbox's worker failed: its script could not be loaded",
  );
  await context.close();
});

test("nobody else can be asked: not by the page, not by a worker, by name or by address", async () => {
  const { page, context, trespasses } = await site.open("?");
  for (const url of [`${site.elsewhere.origin}/`, "https://elsewhere.invalid/"]) {
    expect(await page.evaluate(`fetch(${JSON.stringify(url)}).then(() => "reached", () => "denied")`)).toBe("denied");
    const probe = `new Promise((resolve) => {
      new Worker("/probe.js?url=" + encodeURIComponent(${JSON.stringify(url)})).onmessage = ({ data }) => resolve(data);
    })`;
    expect(await page.evaluate(probe)).toBe("denied");
  }
  expect(site.elsewhere.asked).toEqual([]);
  expect(trespasses.some((one) => one.includes(site.elsewhere.origin))).toBe(true);
  await context.close();
});
