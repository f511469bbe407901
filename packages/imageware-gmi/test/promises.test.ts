import { createImagewareGmi } from "@gatehouse/imageware-gmi";
import { http } from "@gatehouse/imageware-gmi/http";
import { api } from "@gatehouse/imageware-gmi/operations";
import { validation } from "@gatehouse/imageware-gmi/validation";
import { promises } from "@gatehouse/test-kit";

await promises(api, createImagewareGmi, http, validation);
