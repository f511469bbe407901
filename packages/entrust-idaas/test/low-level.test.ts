import { createEntrustIdaas } from "@gatehouse/entrust-idaas";
import { http } from "@gatehouse/entrust-idaas/http";
import { lowLevel } from "@gatehouse/test-kit";

await lowLevel("entrust-idaas", createEntrustIdaas, http);
