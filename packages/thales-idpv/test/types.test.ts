import { types } from "@gatehouse/test-kit";

await types("thales-idpv");
