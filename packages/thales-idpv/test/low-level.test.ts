import { lowLevel } from "@gatehouse/test-kit";
import { createThalesIdpv } from "@gatehouse/thales-idpv";
import { http } from "@gatehouse/thales-idpv/http";

await lowLevel("thales-idpv", createThalesIdpv, http);
