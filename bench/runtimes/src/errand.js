import { suite } from "./suite.js";

/** Asks at that address what to do, does it, and hands in what came of it. @param {string} address */
export async function errand(address) {
  const settings = await (await fetch(`${address}/settings`)).json();
  await fetch(`${address}/outcomes`, { method: "POST", body: JSON.stringify(await suite(settings)) });
}
