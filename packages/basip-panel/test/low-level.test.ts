import { createBasipPanel } from "@gatehouse/basip-panel";
import { http } from "@gatehouse/basip-panel/http";
import { lowLevel } from "@gatehouse/test-kit";

await lowLevel("basip-panel", createBasipPanel, http);
