import { samples } from "@gatehouse/test-kit";

await samples("entrust-idaas");
