import { createApiName } from "@gatehouse/api-name";
import { http } from "@gatehouse/api-name/http";
import { api } from "@gatehouse/api-name/operations";
import { promises } from "@gatehouse/test-kit";

await promises(api, createApiName, http);
