import type { Vendor } from "../engine/step.js";
import { basipPanel } from "./basip-panel.js";
import { entrustIdaas } from "./entrust-idaas.js";
import { imagewareGmi } from "./imageware-gmi.js";
import { thalesIdpv } from "./thales-idpv.js";

/** Every vendor, in the order in which a customer comes in; it leaves in the opposite one. */
export const vendors: readonly Vendor[] = [entrustIdaas, imagewareGmi, thalesIdpv, basipPanel];
