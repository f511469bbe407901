import { inputKeys, operationNames } from "@gatehouse/codegen";
import { compile } from "@gatehouse/codegen/compile";
import { figure } from "@gatehouse/repository/report";

/** @typedef {import("@gatehouse/description").OperationView} OperationView */

/**
 * Where the clients stand that are called.
 *
 * @typedef {object} Contenders
 * @property {string} folder Files are checked as if they stood here, so that packages and generated clients resolve.
 * @property {{ readonly module: string, readonly type: string }} gatehouse
 * @property {string} paths Module of openapi-typescript's types.
 * @property {Readonly<Record<string, string>>} [preludes] Of generated peers: how each gets a `client`.
 */

/**
 * What a call costs whoever type-checks it, in instantiations: exact, and the same on every machine.
 *
 * @param {readonly OperationView[]} operations One call site each.
 * @param {import("@gatehouse/description").Description} description
 * @param {Contenders} contenders
 * @returns {Promise<import("@gatehouse/repository/report").Figures>}
 */
export async function typeCost(operations, description, { folder, gatehouse: own, paths, preludes = {} }) {
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
      `import type { ${own.type} } from "${own.module}";\ndeclare const client: ${own.type};`,
      (view) => `client.${key(view)}(${braced(list(...inputKeys(view).keys.map(({ key: name }) => `${name}: v`), body(view)))})`,
    ],
    "openapi-fetch": [
      `import type { Client } from "openapi-fetch";\nimport type { paths } from "${paths}";\ndeclare const client: Client<paths>;`,
      (view) =>
        `client.${view.method}(${list(JSON.stringify(view.path), braced(list(path(view) && `params: { ${path(view)} }`, body(view))))})`,
    ],
    ...Object.fromEntries(
      Object.entries(preludes).map(([way, prelude]) => [
        way,
        /** @type {const} */ ([prelude, (view) => `client.${view.id}(${braced(list(path(view), body(view)))})`]),
      ]),
    ),
  };

  const plain = Object.entries(ways).map(([way, [prelude, call]]) => [
    way,
    perSite(folder, prelude, operations, (view) => `return await ${call(view)};`),
  ]);
  const { gatehouse = Number.NaN, ...peers } = /** @type {Record<string, number>} */ (Object.fromEntries(plain));

  const [prelude, call] = /** @type {typeof ways[string]} */ (ways["gatehouse"]);
  const handled = perSite(folder, `import { isApiError } from "@gatehouse/runtime";\n${prelude}`, operations, (view) => {
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
 * @param {string} folder
 * @param {string} prelude
 * @param {readonly OperationView[]} views
 * @param {(view: OperationView) => string} site
 */
function perSite(folder, prelude, views, site) {
  const cost = (/** @type {readonly OperationView[]} */ some) => {
    const sites = some.map((view, index) => `export async function site${index}(v: never) { ${site(view)} }`);
    const { errors, instantiations } = compile([["user.ts", [prelude, ...sites].join("\n")]], { folder, compiler: { declaration: false } });
    const own = errors.filter((error) => error.startsWith("user.ts"));
    if (own.length > 0) throw new Error(`${prelude}\n${own.join("\n")}`);
    return instantiations;
  };
  return (cost(views) - cost(views.slice(0, 1))) / (views.length - 1);
}
