import { workflows } from "@gatehouse/test-kit";

workflows("basip-panel");
