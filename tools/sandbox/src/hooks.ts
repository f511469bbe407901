import { isJsonObject, type Json } from "./json.js";
import type { Product, Site } from "./product.js";
import { violations } from "./shape.js";

/**
 * Makes something happen around a product.
 *
 * @throws {RangeError} when the product has no such hook, or the world no place for it.
 * @throws {TypeError} when the hook cannot be told so.
 */
export function runHook(product: Product, site: Site, name: string, input: Json): Json {
  const hooks = product.hooks ?? {};
  const hook = Object.hasOwn(hooks, name) ? hooks[name] : undefined;
  if (!hook) throw new RangeError(`${product.name} has no hook ${name} – expected ${Object.keys(hooks).join(", ") || "none"}`);
  const wrong = violations(hook.takes, input, "input");
  if (!isJsonObject(input) || wrong.length > 0) throw new TypeError(wrong.map(({ message }) => message).join("; "));
  product.settle(site);
  return hook.run(site, input);
}
