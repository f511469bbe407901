import * as basip from "@gatehouse/basip-panel";
import * as entrust from "@gatehouse/entrust-idaas";
import * as imageware from "@gatehouse/imageware-gmi";
import * as thales from "@gatehouse/thales-idpv";

/** @typedef {ReturnType<typeof world>} World What a check works with. */

/**
 * Clients of a sandbox behind HTTP, and what steers it.
 *
 * @param {import("./settings.js").Settings} settings
 */
export function world({ sandbox, credentials }) {
  const options = (/** @type {string} */ api) => ({ baseUrl: `${sandbox}/${api}`, credentials: /** @type {any} */ (credentials[api]) });

  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  async function control(method, path, body) {
    const init = body ? { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : { method };
    const response = await fetch(`${sandbox}/_gatehouse${path}`, init);
    if (!response.ok) throw new Error(`${method} ${path} of the control API: ${response.status}`);
    return response.status === 204 ? undefined : response.json();
  }

  return {
    /** @param {object} [more] */
    entrust: (more = {}) => entrust.createEntrustIdaas({ ...options("entrust-idaas"), ...more }),
    basip: (more = {}) => basip.createBasipPanel({ ...options("basip-panel"), ...more }),
    imageware: (more = {}) => imageware.createImagewareGmi({ ...options("imageware-gmi"), ...more }),
    thales: (more = {}) => thales.createThalesIdpv({ ...options("thales-idpv"), ...more }),
    reset: () => control("POST", "/reset"),
    /** The next request for a tenant meets this. @param {object} fault */
    strike: (fault) => control("POST", "/faults", { api: "entrust-idaas", operation: "GET /api/web/v4/tenants/{id}", ...fault }),
    /** How many requests the sandbox got, all or those of one operation. @param {string} [operation] @returns {Promise<number>} */
    asked: async (operation) =>
      (await control("GET", "/requests")).filter((/** @type {any} */ one) => !operation || one.operation === operation).length,
  };
}
