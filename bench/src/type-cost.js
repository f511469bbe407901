import { fileURLToPath } from "node:url";
import { inputKeys, operationNames } from "@gatehouse/codegen";
import { compile } from "@gatehouse/codegen/compile";
import { figure } from "@gatehouse/repository/report";

/** @typedef {import("@gatehouse/description").OperationView} OperationView */

// Virtual: files are checked as if they stood here, so that packages and generated peers resolve.
const folder = fileURLToPath(new URL(".", import.meta.url));

/**
 * What a call costs whoever type-checks it, in instantiations: exact, and the same on every machine.
 *
 * @param {import("@gatehouse/description").Description} description
 * @returns {Promise<import("@gatehouse/repository/report").Figures>}
 */
export async function typeCost(description) {
  const { of: names } = operationNames(description);
  const key = (/** @type {OperationView} */ view) => names.get(view.id)?.key ?? "";
  // A value of type never fits everywhere: what is measured is the call, not its literals.
  const body = (/** @type {OperationView} */ view) => (view.body ? "body: v" : "");
  const path = (/** @type {OperationView} */ view) => {
    const parts = view.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => `${JSON.stringify(name)}: v`);
    return parts.length > 0 ? `path: { ${parts.join(", ")} }` : "";
  };
  const list = (/** @type {readonly string[]} */ ...parts) => parts.filter(Boolean).join(", ");
  const braced = (/** @type {string} */ text) => (text ? `{ ${text} }` : "");

  /** @type {Readonly<Record<string, readonly [prelude: string, call: (view: OperationView) => string]>>} */
  const ways = {
    gatehouse: [
      'import type { EntrustIdaas } from "@gatehouse/entrust-idaas";\ndeclare const client: EntrustIdaas;',
      (view) => `client.${key(view)}(${braced(list(...inputKeys(view).keys.map(({ key: name }) => `${name}: v`), body(view)))})`,
    ],
    "openapi-fetch": [
      'import type { Client } from "openapi-fetch";\nimport type { paths } from "@gatehouse/entrust-idaas/http";\ndeclare const client: Client<paths>;',
      (view) =>
        `client.${view.method}(${list(JSON.stringify(view.path), braced(list(path(view) && `params: { ${path(view)} }`, body(view))))})`,
    ],
    redocly: [
      'import { client } from "../.results/peers/redocly/client.js";',
      (view) => `client.${view.id}(${braced(list(path(view), body(view)))})`,
    ],
    "hey-api": [
      'import * as client from "../.results/peers/hey-api/index.js";',
      (view) => `client.${view.id}(${braced(list(path(view), body(view)))})`,
    ],
  };

  /** @type {Record<string, number>} */
  const perCall = {};
  for (const [way, [prelude, call]] of Object.entries(ways)) {
    const cost = (/** @type {readonly OperationView[]} */ views) => {
      const sites = views.map((view, index) => `export async function site${index}(v: never) { return await ${call(view)}; }`);
      const { errors, instantiations } = compile([["user.ts", [prelude, ...sites].join("\n")]], {
        folder,
        compiler: { declaration: false },
      });
      const own = errors.filter((error) => error.startsWith("user.ts"));
      if (own.length > 0) throw new Error(`${way}: ${own.join("\n")}`);
      return instantiations;
    };
    const { operations } = description;
    perCall[way] = (cost(operations) - cost(operations.slice(0, 1))) / (operations.length - 1);
  }
  const { gatehouse = Number.NaN, ...peers } = perCall;
  return { "type instantiations of a call": figure(gatehouse, "instantiations", { target: { atMost: 50 }, peers }) };
}
