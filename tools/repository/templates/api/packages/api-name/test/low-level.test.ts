import { createApiName } from "@gatehouse/api-name";
import { http } from "@gatehouse/api-name/http";
import { lowLevel } from "@gatehouse/test-kit";

await lowLevel("api-name", createApiName, http);
