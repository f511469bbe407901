import { createBasipPanel } from "@gatehouse/basip-panel";
import { http } from "@gatehouse/basip-panel/http";
import { api } from "@gatehouse/basip-panel/operations";
import { validation } from "@gatehouse/basip-panel/validation";
import { promises } from "@gatehouse/test-kit";

await promises(api, createBasipPanel, http, validation);
