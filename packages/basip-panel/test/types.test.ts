import { types } from "@gatehouse/test-kit";

await types("basip-panel");
