import { createApiName } from "@gatehouse/api-name";
import { api } from "@gatehouse/api-name/operations";
import { promises } from "@gatehouse/test-kit";

await promises(api, createApiName);
