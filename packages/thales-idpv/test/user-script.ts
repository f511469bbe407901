import { type ClientOptions, createThalesIdpv, isApiError, type ThalesIdpvCredentials } from "@gatehouse/thales-idpv";
export async function tryOut(options: ClientOptions<ThalesIdpvCredentials>): Promise<readonly string[]> {
  const idpv = createThalesIdpv(options);
  const system = "0c5e8f1a-6b7d-4e2c-9a30-5d81f4b7c629"; // of the sandbox; the SetupTenant utility tells yours
  const files = { idpConfigFilePath: '{ "IdentityProvider": "Okta" }', tokenPolicies: { UserPinPolicy: { MaxRetries: 5 } } };
  const body = { tenantName: "Birch Bank", idpClientSecret: "of your application", ...files };
  const { tenantId } = await idpv.createTenant({ tenantId: system, body }); // the path names the system tenant
  const lines = [`for clients: ${(await idpv.getTenantClientConfig({ version: "1", tenantId })).IdentityProvider}`];
  for (const { tenantName } of (await idpv.listTenants({ tenantId: system })).tenantListForAdmin) lines.push(`has ${tenantName}`);
  await idpv.createTenant({ tenantId: system, body }).catch((error: unknown) => {
    if (!isApiError(error, idpv.createTenant, 409)) throw error;
    lines.push(`taken: ${error.body.title}`); // the body of a 409 of createTenant, typed
  });
  return lines;
}
