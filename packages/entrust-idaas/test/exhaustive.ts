import { createEntrustIdaas, isApiError } from "@gatehouse/entrust-idaas";

const idaas = createEntrustIdaas({ baseUrl: "https://customer.us.example" });

/** Handles every error that `getTenant` declares, and lets the compiler watch over it. */
export async function nameOf(id: string): Promise<string> {
  try {
    return (await idaas.getTenant({ id })).companyName ?? "";
  } catch (error) {
    if (!isApiError(error, idaas.getTenant)) throw error;
    switch (error.status) {
      case 404:
        return "gone";
      case 400:
      case 401:
      case 403:
      case 409:
        return error.body.errorMessage ?? "refused";
      default:
        return error satisfies never; // here
    }
  }
}
