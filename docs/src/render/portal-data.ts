import type { Portal } from "../model/portal.js";
import type { PortalData } from "../server/portal-data.js";

export function portalData({ apis }: Portal, base: string): PortalData {
  return {
    base,
    apis: apis.map(({ id, title, vendorRelease, firstCall }) => ({ id, title, vendorRelease, ...(firstCall && { firstCall }) })),
  };
}
