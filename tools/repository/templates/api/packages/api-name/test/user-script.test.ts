import type { Sandbox } from "@gatehouse/sandbox";
import { userScript } from "@gatehouse/test-kit";
import { expect } from "vitest";
import { tryOut } from "./user-script.js";

function proves(lines: readonly string[], { requests }: Sandbox) {
  expect(lines).toEqual(["is UP", expect.stringMatching(/^refused: ./)]);
  expect(requests.map(({ operation, status }) => [operation, status])).toEqual([
    ["getStatus", 200],
    ["getStatus", 401],
  ]);
}

await userScript("api-name", { script: tryOut, proves });
