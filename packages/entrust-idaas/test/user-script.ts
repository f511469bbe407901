import { type ClientOptions, createEntrustIdaas, type EntrustIdaasCredentials, isApiError } from "@gatehouse/entrust-idaas";
export async function tryOut(options: ClientOptions<EntrustIdaasCredentials>): Promise<readonly string[]> {
  const idaas = createEntrustIdaas(options); // signs in by itself, before the first call
  const entitlements = { contractMode: "TRIAL", quantity: 5 } as const;
  const body = { tenant: { companyName: "Linden Works", domain: "lindenworks" }, adminUser: { userId: "mira.okafor" }, entitlements };
  const { tenant } = await (await idaas.createTenantAsync({ body })).wait();
  const lines: string[] = [];
  for await (const { hostname } of idaas.listTenants.items({ body: { limit: 50 } })) lines.push(`has ${hostname}`);
  await idaas.lockTenant({ id: tenant.id });
  await idaas.deleteTenant({ id: tenant.id });
  const read = await idaas.getTenant.result({ id: tenant.id }); // never rejects: data, or an error
  if (read.ok || !isApiError(read.error, idaas.getTenant, 404)) throw new Error("it should be gone");
  lines.push(`gone: ${read.error.body.errorMessage}`); // the body of a 404 of getTenant, typed
  return lines;
}
