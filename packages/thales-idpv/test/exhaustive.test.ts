import { exhaustive } from "@gatehouse/test-kit";

await exhaustive("thales-idpv");
