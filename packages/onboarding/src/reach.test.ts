import { SANDBOX_ORIGIN } from "@gatehouse/sandbox";
import { expect, test } from "vitest";
import { connectAll } from "./connect.js";
import { Hidden } from "./engine/secret-store.js";
import { reach } from "./reach.js";
import { vendors } from "./vendors/index.js";

const connected = (environment: Record<string, string> = {}) =>
  connectAll(vendors, { environment, sandbox: SANDBOX_ORIGIN, hidden: new Hidden() });
const asking = (answer: (origin: string) => Promise<Response>) => {
  const asked: [string, string | undefined][] = [];
  const ask = (url: string | URL | Request, init?: RequestInit) => {
    asked.push([String(url), init?.method]);
    return answer(String(url));
  };
  return { asked, ask: ask as typeof fetch };
};
const refused = () => Promise.reject(new TypeError("fetch failed"));

test("whatever somebody answers, somebody is there; each origin is asked once, and nothing is sent along", async () => {
  const { asked, ask } = asking(async () => new Response(null, { status: 503 }));
  await reach(connected({ BASIP_PANEL_URL: "http://127.0.0.1:81/panel" }), ask);
  expect(asked).toEqual([
    ["http://localhost:0", "HEAD"],
    ["http://127.0.0.1:81", "HEAD"],
  ]);
});

test("one vendor that is down is for its own steps to find", async () => {
  const { ask } = asking((origin) => (origin.includes(":81") ? refused() : Promise.resolve(new Response())));
  await reach(connected({ BASIP_PANEL_URL: "http://127.0.0.1:81/panel" }), ask);
});

test("where nobody is, the addresses are named, and how to start the sandbox", async () => {
  await expect(reach(connected(), asking(refused).ask)).rejects.toMatchObject({
    message: "nothing answers at http://localhost:0",
    hint: expect.stringContaining("npm start"),
    exitCode: 2,
  });
});
