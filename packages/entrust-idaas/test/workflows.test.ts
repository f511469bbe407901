import { workflows } from "@gatehouse/test-kit";

workflows("entrust-idaas");
