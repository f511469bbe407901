import { conformance } from "@gatehouse/test-kit";

await conformance("api-name");
