import { readme } from "@gatehouse/test-kit";

await readme("imageware-gmi", {
  prints: "mira.okafor@linden.example",
  known: { tenantCode: "string", personUuid: "string", userId: "string" },
});
