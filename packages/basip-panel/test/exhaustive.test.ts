import { exhaustive } from "@gatehouse/test-kit";

await exhaustive("basip-panel");
