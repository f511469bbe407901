import { bundle } from "@gatehouse/test-kit";

await bundle("api-name", { all: 10_000, validation: 5_000 });
