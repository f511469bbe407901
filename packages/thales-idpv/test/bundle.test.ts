import { bundle } from "@gatehouse/test-kit";

await bundle("thales-idpv", { all: 10_000, validation: 4_700 });
