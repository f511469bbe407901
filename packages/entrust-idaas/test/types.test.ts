import { types } from "@gatehouse/test-kit";

await types("entrust-idaas");
