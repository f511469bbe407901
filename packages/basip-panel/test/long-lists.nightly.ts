import { createBasipPanel } from "@gatehouse/basip-panel";
import { api } from "@gatehouse/basip-panel/operations";
import { longLists } from "@gatehouse/test-kit";

await longLists(api, createBasipPanel);
