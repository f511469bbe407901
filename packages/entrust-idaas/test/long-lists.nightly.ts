import { createEntrustIdaas } from "@gatehouse/entrust-idaas";
import { api } from "@gatehouse/entrust-idaas/operations";
import { longLists } from "@gatehouse/test-kit";

await longLists(api, createEntrustIdaas);
