import type { Sandbox } from "@gatehouse/sandbox";
import { userScript } from "@gatehouse/test-kit";
import { expect } from "vitest";
import { tryOut } from "./user-script.js";

function proves(lines: readonly string[], { requests }: Sandbox) {
  const users = lines.filter((line) => line.startsWith("has "));
  expect(users).toContain("has rosa.lindqvist@linden.example");
  expect(users).toContain("has mira.okafor@linden.example");
  const ascending = users.map((line) => line.toLowerCase());
  expect(ascending).toEqual([...ascending].sort());
  expect(lines.at(-1)).toMatch(/^gone: \S/);
  const pages = requests.filter(({ method, target }) => method === "GET" && target.includes("/person?"));
  expect(pages.length).toBeGreaterThan(2);
  // One token for all of it, and nothing was refused but the read of what was taken away.
  expect(requests.filter(({ target }) => target.startsWith("/v2/oauth2/oauth/token"))).toHaveLength(1);
  expect(requests.map(({ status }) => status ?? 0).filter((status) => status < 200 || status >= 300)).toEqual([404]);
}

await userScript("imageware-gmi", { script: tryOut, proves });
