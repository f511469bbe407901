import { createApiName } from "@gatehouse/api-name";
import { http } from "@gatehouse/api-name/http";
import { api } from "@gatehouse/api-name/operations";
import { validation } from "@gatehouse/api-name/validation";
import { promises } from "@gatehouse/test-kit";

await promises(api, createApiName, http, validation);
