import { samples } from "@gatehouse/test-kit";

await samples("imageware-gmi");
