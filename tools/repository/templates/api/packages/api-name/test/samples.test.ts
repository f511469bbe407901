import { samples } from "@gatehouse/test-kit";

await samples("api-name");
