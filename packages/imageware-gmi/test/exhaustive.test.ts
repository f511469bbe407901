import { exhaustive } from "@gatehouse/test-kit";

await exhaustive("imageware-gmi");
