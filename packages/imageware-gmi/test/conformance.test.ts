import { conformance } from "@gatehouse/test-kit";

await conformance("imageware-gmi");
