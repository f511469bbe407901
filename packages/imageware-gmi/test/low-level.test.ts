import { createImagewareGmi } from "@gatehouse/imageware-gmi";
import { http } from "@gatehouse/imageware-gmi/http";
import { lowLevel } from "@gatehouse/test-kit";

await lowLevel("imageware-gmi", createImagewareGmi, http);
