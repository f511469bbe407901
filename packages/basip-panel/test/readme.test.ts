import { readme } from "@gatehouse/test-kit";

await readme("basip-panel", { prints: "Mira Okafor", known: { identifierUid: "number" } });
