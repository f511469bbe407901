import { sandboxProducts } from "@gatehouse/sandbox";
import { type SandboxPage, sandboxPage } from "../model/sandbox-page.js";
import { portal } from "./portal.js";

/** The APIs that the sandbox imitates, with their titles. */
export async function sandboxes(): Promise<readonly { readonly title: string; readonly page: SandboxPage }[]> {
  const { apis } = await portal();
  return sandboxProducts.flatMap((product) => {
    const api = apis.find(({ id }) => id === product.name);
    return api ? [{ title: api.title, page: sandboxPage(product) }] : [];
  });
}
