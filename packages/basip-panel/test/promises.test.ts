import { createBasipPanel } from "@gatehouse/basip-panel";
import { http } from "@gatehouse/basip-panel/http";
import { api } from "@gatehouse/basip-panel/operations";
import { promises } from "@gatehouse/test-kit";

await promises(api, createBasipPanel, http);
