import { readme } from "@gatehouse/test-kit";

await readme("api-name", { prints: "UP" });
