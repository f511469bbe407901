import { type ClientOptions, createImagewareGmi, type ImagewareGmiCredentials, isApiError } from "@gatehouse/imageware-gmi";
export async function tryOut(options: ClientOptions<ImagewareGmiCredentials>): Promise<readonly string[]> {
  const gmi = createImagewareGmi(options); // fetches a token by itself, before the first call
  const tenantCode = "LindenWorks";
  const { id: personUuid } = await gmi.createTenantUser({ tenantCode, body: { userId: "rosa.lindqvist@linden.example" } });
  const lines: string[] = [];
  for await (const { userId } of gmi.listTenantUsers.items({ tenantCode, sort: "+userId", pageSize: 5 })) lines.push(`has ${userId}`);
  await gmi.disassociateTenantUser({ tenantCode, personUuid });
  await gmi.getTenantUser({ tenantCode, personUuid }).catch((error: unknown) => {
    if (!isApiError(error, gmi.getTenantUser, 404)) throw error;
    lines.push(`gone: ${error.body.errors?.[0]?.description}`); // the body of a 404 of getTenantUser, typed
  });
  return lines;
}
