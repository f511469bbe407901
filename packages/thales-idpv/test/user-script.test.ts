import type { Sandbox } from "@gatehouse/sandbox";
import { userScript } from "@gatehouse/test-kit";
import { expect } from "vitest";
import { tryOut } from "./user-script.js";

function proves(lines: readonly string[], { requests }: Sandbox) {
  expect(lines).toContain("has Birch Bank");
  expect(lines).toContain("has Linden Works");
  expect(lines[0]).toBe("for clients: Okta");
  expect(lines.at(-1)).toMatch(/^taken: ./);
  expect(requests.map(({ status }) => status)).toEqual([200, 200, 200, 409]);
}

await userScript("thales-idpv", { script: tryOut, proves });
