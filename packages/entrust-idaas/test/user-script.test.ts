import type { Sandbox } from "@gatehouse/sandbox";
import { userScript } from "@gatehouse/test-kit";
import { expect } from "vitest";
import { tryOut } from "./user-script.js";

function proves(lines: readonly string[], { requests }: Sandbox) {
  expect(lines).toContainEqual(expect.stringMatching(/^has lindenworks\./));
  expect(lines.at(-1)).toMatch(/^gone: ./);
  expect(requests.map(({ operation }) => operation)).toContain("lockTenantUsingPUT");
  // One sign-in for all of it, and the clock of the sandbox for the waiting.
  expect(requests.filter(({ operation }) => operation === "authenticateAdminApiUsingPOST")).toHaveLength(1);
  expect(requests.map(({ status }) => status).filter((status) => status !== 200)).toEqual([404]);
}

await userScript("entrust-idaas", { script: tryOut, proves, readmes: ["README.md", "../../README.md"] });
