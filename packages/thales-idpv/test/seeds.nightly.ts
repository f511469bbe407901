import { seeds } from "@gatehouse/test-kit";

seeds("thales-idpv");
