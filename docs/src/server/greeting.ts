import { firstCallCurl } from "./first-call-curl.js";
import type { PortalData } from "./portal-data.js";

/** What the greeting says of one product of the sandbox. */
export interface GreetedProduct {
  readonly name: string;
  readonly account: { readonly summary: string; readonly credentials: Readonly<Record<string, string>> };
}

/** What is printed when the server listens: where everything is, and a line to paste that answers. */
export function greeting(origin: string, data: PortalData, products: readonly GreetedProduct[]): string {
  const lines = [`Portal   ${origin}${data.base}`, "", "Sandbox, with public credentials that open nothing else:"];
  for (const product of products) {
    const api = data.apis.find((one) => one.id === product.name);
    const { credentials, summary } = product.account;
    const secrets = Object.entries(credentials).map(([name, value]) => `${name} ${value}`);
    lines.push("", api ? `${api.title}, release ${api.vendorRelease}` : product.name);
    lines.push(`  ${origin}/${product.name}`, `  ${summary} ${secrets.join(", ")}`);
    if (api?.firstCall) lines.push(`  ${firstCallCurl(api.firstCall, `${origin}/${product.name}`, credentials)}`);
  }
  return `${lines.join("\n")}\n\nCtrl-C ends it.\n`;
}
