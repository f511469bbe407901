import { exhaustive } from "@gatehouse/test-kit";

await exhaustive("entrust-idaas");
