import { createImagewareGmi } from "@gatehouse/imageware-gmi";
import { api } from "@gatehouse/imageware-gmi/operations";
import { longLists } from "@gatehouse/test-kit";

await longLists(api, createImagewareGmi);
