import { workflows } from "@gatehouse/test-kit";

workflows("thales-idpv");
