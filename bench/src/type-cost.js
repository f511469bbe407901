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

  const { operations } = description;
  const plain = Object.entries(ways).map(([way, [prelude, call]]) => [
    way,
    perSite(prelude, operations, (view) => `return await ${call(view)};`),
  ]);
  const { gatehouse = Number.NaN, ...peers } = /** @type {Record<string, number>} */ (Object.fromEntries(plain));

  const [prelude, call] = /** @type {typeof ways[string]} */ (ways["gatehouse"]);
  const handled = perSite(`import { isApiError } from "@gatehouse/entrust-idaas";\n${prelude}`, operations, (view) => {
    const statuses = view.responses.flatMap(({ status }) => (Number(status) >= 400 ? `case ${status}: return error.body;` : []));
    return `try { await ${call(view)}; } catch (error) {
      if (!isApiError(error, client.${key(view)})) throw error;
      switch (error.status) { ${statuses.join(" ")} default: return error satisfies never; }
    } return undefined;`;
  });
  return {
    "type instantiations of a call": figure(gatehouse, "instantiations", { target: { atMost: 50 }, peers }),
    "type instantiations of a call with every error handled": figure(handled, "instantiations", { target: { atMost: 50 } }),
  };
}

/**
 * What one more site costs: the first of all pays for what they share.
 *
 * @param {string} prelude
 * @param {readonly OperationView[]} views
 * @param {(view: OperationView) => string} site
 */
function perSite(prelude, views, site) {
  const cost = (/** @type {readonly OperationView[]} */ some) => {
    const sites = some.map((view, index) => `export async function site${index}(v: never) { ${site(view)} }`);
    const { errors, instantiations } = compile([["user.ts", [prelude, ...sites].join("\n")]], { folder, compiler: { declaration: false } });
    const own = errors.filter((error) => error.startsWith("user.ts"));
    if (own.length > 0) throw new Error(`${prelude}\n${own.join("\n")}`);
    return instantiations;
  };
  return (cost(views) - cost(views.slice(0, 1))) / (views.length - 1);
}
