import { bundle } from "@gatehouse/test-kit";

await bundle("entrust-idaas", { all: 10_600, validation: 8_500 });
