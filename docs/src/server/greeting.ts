import { firstCallCurl } from "./first-call-curl.js";
import type { PortalData } from "./portal-data.js";

/** What the greeting says of one product of the sandbox. */
export interface GreetedProduct {
  readonly name: string;
  readonly account: { readonly summary: string; readonly credentials: Readonly<Record<string, string>> };
}

/** What is printed when the server listens: where everything is, and a line to paste that answers. */
export function greeting(origin: string, data: PortalData, products: readonly GreetedProduct[]): string {
  const lines = [`Portal   ${origin}${data.base}`];
  for (const product of products) {
    const api = data.apis.find((one) => one.id === product.name);
    const { credentials, summary } = product.account;
    lines.push("", `${api ? `${api.title}, release ${api.vendorRelease}` : product.name}`);
    lines.push(`  base URL      ${origin}/${product.name}`);
    if (api) lines.push(`  pages         ${origin}${data.base}apis/${product.name}/`);
    lines.push(`  credentials   ${summary} These are public and open nothing but this sandbox.`);
    for (const [name, value] of Object.entries(credentials)) lines.push(`    ${name.padEnd(16)}  ${value}`);
    if (api?.firstCall) lines.push("  try it", `    ${firstCallCurl(api.firstCall, `${origin}/${product.name}`, credentials)}`);
  }
  return `${lines.join("\n")}\n\nCtrl-C ends it.\n`;
}
