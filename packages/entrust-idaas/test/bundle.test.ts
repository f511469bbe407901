import { bundle } from "@gatehouse/test-kit";

await bundle("entrust-idaas", { all: 10_450 });
