import { createImagewareGmi, isApiError } from "@gatehouse/imageware-gmi";

const gmi = createImagewareGmi({ baseUrl: "https://gmi.example" });

/** Handles every error that `createTenantUser` declares, and lets the compiler watch over it. */
export async function idOf(tenantCode: string, userId: string): Promise<string> {
  try {
    return (await gmi.createTenantUser({ tenantCode, body: { userId } })).id;
  } catch (error) {
    if (!isApiError(error, gmi.createTenantUser)) throw error;
    switch (error.status) {
      case 409:
        return "taken";
      case 401:
        return error.body.error; // OAuth 2's own body, and only here
      case 400:
      case 403:
      case 404:
        return error.body.errors?.[0]?.code ?? "refused";
      default:
        return error satisfies never; // here
    }
  }
}
