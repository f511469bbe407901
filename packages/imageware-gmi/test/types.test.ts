import { types } from "@gatehouse/test-kit";

await types("imageware-gmi");
