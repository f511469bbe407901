import { createEntrustIdaas } from "@gatehouse/entrust-idaas";
import { http } from "@gatehouse/entrust-idaas/http";
import { api } from "@gatehouse/entrust-idaas/operations";
import { validation } from "@gatehouse/entrust-idaas/validation";
import { promises } from "@gatehouse/test-kit";

await promises(api, createEntrustIdaas, http, validation);
