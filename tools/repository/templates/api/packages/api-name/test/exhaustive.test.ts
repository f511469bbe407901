import { exhaustive } from "@gatehouse/test-kit";

await exhaustive("api-name");
