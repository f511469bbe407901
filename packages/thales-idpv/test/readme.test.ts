import { readme } from "@gatehouse/test-kit";

await readme("thales-idpv", {
  prints: "Linden Works",
  known: { tenantId: "string", readFile: 'typeof import("node:fs/promises").readFile' },
});
