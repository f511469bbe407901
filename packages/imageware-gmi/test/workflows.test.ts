import { workflows } from "@gatehouse/test-kit";

workflows("imageware-gmi");
