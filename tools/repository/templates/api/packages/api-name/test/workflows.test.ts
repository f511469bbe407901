import { workflows } from "@gatehouse/test-kit";

workflows("api-name");
