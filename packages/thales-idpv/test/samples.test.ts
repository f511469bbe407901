import { samples } from "@gatehouse/test-kit";

await samples("thales-idpv");
