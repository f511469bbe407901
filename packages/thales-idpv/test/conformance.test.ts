import { conformance } from "@gatehouse/test-kit";

await conformance("thales-idpv");
