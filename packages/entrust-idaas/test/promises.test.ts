import { createEntrustIdaas } from "@gatehouse/entrust-idaas";
import { api } from "@gatehouse/entrust-idaas/operations";
import { promises } from "@gatehouse/test-kit";

await promises(api, createEntrustIdaas);
