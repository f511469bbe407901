import { seeds } from "@gatehouse/test-kit";

seeds("entrust-idaas");
