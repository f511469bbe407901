import { createBasipPanel, isApiError } from "@gatehouse/basip-panel";

const panel = createBasipPanel({ baseUrl: "http://127.0.0.1" });

/** Handles every error that `getIdentifier` declares, and lets the compiler watch over it. */
export async function ownerOf(identifierUid: number): Promise<string> {
  try {
    return (await panel.getIdentifier({ identifierUid })).identifier_owner.name;
  } catch (error) {
    if (!isApiError(error, panel.getIdentifier)) throw error;
    switch (error.status) {
      case 400:
        return "unknown";
      case 401:
      case 403:
        return error.body.error;
      default:
        return error satisfies never; // here
    }
  }
}
