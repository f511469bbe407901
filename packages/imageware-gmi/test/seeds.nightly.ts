import { seeds } from "@gatehouse/test-kit";

seeds("imageware-gmi");
