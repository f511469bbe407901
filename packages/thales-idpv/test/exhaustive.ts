import { createThalesIdpv, isApiError } from "@gatehouse/thales-idpv";

const idpv = createThalesIdpv({ baseUrl: "https://idpv.example" });

/** Handles every error that `updateTenant` declares, and lets the compiler watch over it. */
export async function rename(systemTenantId: string, tenantId: string, tenantName: string): Promise<string> {
  try {
    return (await idpv.updateTenant({ tenantId: systemTenantId, body: { tenantId, tenantName } })).tenantName;
  } catch (error) {
    if (!isApiError(error, idpv.updateTenant)) throw error;
    switch (error.status) {
      case 404:
        return "gone";
      case 409:
        return "taken";
      case 400:
      case 401:
      case 403:
        return error.body.title;
      default:
        return error satisfies never; // here
    }
  }
}
