import { bundle } from "@gatehouse/test-kit";

await bundle("entrust-idaas", { all: 10_100, one: { of: ["authenticate", "getTenant"], bytes: 8_000 }, validation: 8_500 });
