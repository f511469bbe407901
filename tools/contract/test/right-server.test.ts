import { expect, test } from "vitest";
import { runAgainst } from "./reference-api/library.js";

test("a server that does what its description says is clean", async () => {
  const { exit, why, findings, untold } = await runAgainst([]);
  expect({ exit, why, findings: findings.map(({ message, case: id }) => `${id}: ${message}`), untold }).toEqual({
    exit: 0,
    why: undefined,
    findings: [],
    untold: {},
  });
});
