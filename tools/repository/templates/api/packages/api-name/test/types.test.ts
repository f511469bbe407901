import { types } from "@gatehouse/test-kit";

await types("api-name");
