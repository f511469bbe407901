import { conformance } from "@gatehouse/test-kit";

await conformance("entrust-idaas");
