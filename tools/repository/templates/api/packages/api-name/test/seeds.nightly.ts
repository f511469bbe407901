import { seeds } from "@gatehouse/test-kit";

seeds("api-name");
