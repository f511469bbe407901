import { conformance } from "@gatehouse/test-kit";

await conformance("basip-panel");
