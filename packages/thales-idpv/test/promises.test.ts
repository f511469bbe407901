import { promises } from "@gatehouse/test-kit";
import { createThalesIdpv } from "@gatehouse/thales-idpv";
import { http } from "@gatehouse/thales-idpv/http";
import { api } from "@gatehouse/thales-idpv/operations";
import { validation } from "@gatehouse/thales-idpv/validation";

await promises(api, createThalesIdpv, http, validation);
