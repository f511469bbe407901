import { createEntrustIdaas } from "@gatehouse/entrust-idaas";
import { http } from "@gatehouse/entrust-idaas/http";
import { api } from "@gatehouse/entrust-idaas/operations";
import { promises } from "@gatehouse/test-kit";

await promises(api, createEntrustIdaas, http);
