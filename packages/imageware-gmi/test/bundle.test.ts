import { bundle } from "@gatehouse/test-kit";

await bundle("imageware-gmi", { all: 10_550, validation: 5_000 });
