import { samples } from "@gatehouse/test-kit";

await samples("basip-panel");
