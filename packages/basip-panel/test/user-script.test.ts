import type { Sandbox } from "@gatehouse/sandbox";
import { userScript } from "@gatehouse/test-kit";
import { expect } from "vitest";
import { tryOut } from "./user-script.js";

function proves(lines: readonly string[], { requests }: Sandbox) {
  expect(lines[0]).toMatch(/^image\/png of [1-9]\d* bytes$/);
  expect(lines).toContain("has Mira Okafor");
  expect(lines).toContain("has Tomasz Lind");
  expect(lines.at(-1)).toMatch(/^gone: ./);
  // One sign-in for all of it.
  expect(requests.filter(({ operation }) => operation === "login")).toHaveLength(1);
  expect(requests.map(({ status }) => status).filter((status) => status !== 200)).toEqual([400]);
}

await userScript("basip-panel", { script: tryOut, proves });
