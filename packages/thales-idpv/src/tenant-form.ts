import type { TenantCreation, TenantUpdate } from "./generated/models.js";

/** Parts that are files: what is a text in them is a file's content already. */
const FILES: ReadonlySet<string> = new Set(["idpConfigFilePath", "tokenPolicies", "swsConfigFilePath"] satisfies (keyof TenantUpdate)[]);

/**
 * A tenant as a form with files, for servers that do not take JSON: which of the two they take, no page says. A `bodySerializer` for `http`.
 *
 * @example
 * const { data, error } = await http(idpv).POST("/SystemTenant/V1/Tenants/{tenantId}", {
 *   params: { path: { tenantId: systemTenantId } },
 *   body: tenant,
 *   bodySerializer: tenantForm,
 * });
 */
export function tenantForm(tenant: TenantCreation | TenantUpdate): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(tenant) as [string, unknown][]) {
    if (value === undefined) continue;
    if (!FILES.has(name)) form.append(name, String(value));
    else {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      form.append(name, new Blob([text], { type: "application/json" }), `${name}.json`);
    }
  }
  return form;
}
