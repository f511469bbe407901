import { seeds } from "@gatehouse/test-kit";

seeds("basip-panel");
