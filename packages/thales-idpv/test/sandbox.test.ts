import { inspect } from "node:util";
import { createSandbox } from "@gatehouse/sandbox";
import { createThalesIdpv, type IdpConfiguration, isApiError, type Tenant, type TenantClientConfig } from "@gatehouse/thales-idpv";
import { http, tenantForm } from "@gatehouse/thales-idpv/http";
import { expect, test } from "vitest";
import { LINDEN, SYSTEM_TENANT } from "./world.js";

const SECRET = "the-secret-of-an-application";
const configuration = {
  IdentityProvider: "Pingid",
  IdpClientId: "birch",
  IdpIssuerUrl: "https://ping.birch.example",
  IdpRedirectUrl: "https://idpv.birch.example/redirect",
} satisfies IdpConfiguration;
const tenant = {
  tenantName: "Birch Bank",
  idpClientSecret: SECRET,
  isExportKeys: true,
  isSksMode: false,
  idpConfigFilePath: JSON.stringify(configuration),
  tokenPolicies: { UserPinPolicy: { MaxRetries: 5, IsMustChange: false } },
};

const world = () => {
  const sandbox = createSandbox();
  const as = (account?: string) => createThalesIdpv({ ...sandbox.connect("thales-idpv", account), attempts: 1 });
  return { sandbox, as, idpv: as() };
};

const withoutId = ({ tenantId: _, ...rest }: Tenant | TenantClientConfig) => rest;

test("a tenant made by a form with files is the tenant made by JSON, and so is one of texts", async () => {
  const made = await Promise.all(
    ["form", "json", "text"].map(async (way) => {
      const { idpv } = world();
      const body = way === "text" ? { ...tenant, tokenPolicies: JSON.stringify(tenant.tokenPolicies) } : tenant;
      const created =
        way === "form"
          ? (
              await http(idpv).POST("/SystemTenant/V1/Tenants/{tenantId}", {
                params: { path: { tenantId: SYSTEM_TENANT } },
                body,
                bodySerializer: tenantForm,
              })
            ).data
          : await idpv.createTenant({ tenantId: SYSTEM_TENANT, body });
      const { tenantId = "" } = created ?? {};
      const [read, config] = await Promise.all([idpv.getTenant({ tenantId }), idpv.getTenantClientConfig({ version: "1", tenantId })]);
      expect(created).toEqual(read);
      return { read: withoutId(read), config: withoutId(config) };
    }),
  );
  expect(made[0]?.read).toMatchObject({ tenantName: "Birch Bank", tenantType: "IDPV", idpProvider: "Pingid" });
  expect(made[0]?.config).toMatchObject(configuration);
  expect(made[1]).toEqual(made[0]);
  expect(made[2]).toEqual(made[0]);
});

test("the secret comes back in no answer and stands in no log", async () => {
  const { sandbox, idpv } = world();
  const created = await idpv.createTenant({ tenantId: SYSTEM_TENANT, body: tenant });
  const { tenantId } = created;
  const answers = [
    created,
    await idpv.updateTenant({ tenantId: SYSTEM_TENANT, body: { tenantId, idpClientSecret: `${SECRET}-2` } }),
    await idpv.listTenants({ tenantId: SYSTEM_TENANT }),
    await idpv.getTenant({ tenantId }),
    await idpv.getTenantClientConfig({ version: "1.0", tenantId }),
    await idpv.createTenant({ tenantId: SYSTEM_TENANT, body: tenant }).catch((error: unknown) => error),
  ];
  expect(sandbox.requests).toHaveLength(answers.length);
  for (const value of [...answers, ...sandbox.requests]) expect(inspect(value, { depth: 20, showHidden: true })).not.toContain(SECRET);
});

test("public operations send no key, and work with a wrong one", async () => {
  const { sandbox } = world();
  const { baseUrl, fetch } = sandbox.connect("thales-idpv");
  const keys: (string | null)[] = [];
  const idpv = createThalesIdpv({
    baseUrl,
    credentials: { apiKey: "a-key-of-nobody" },
    fetch: (input, init) => {
      keys.push(new Headers(init?.headers).get("authorization"));
      return fetch(input, init);
    },
  });
  expect((await idpv.getTenant({ tenantId: LINDEN })).tenantName).toBe("Linden Works");
  expect((await idpv.getTenantClientConfig({ version: "1", tenantId: LINDEN })).tenantId).toBe(LINDEN);
  expect(keys).toEqual([null, null]);
});

test("a wrong key is a 401 of the operation, a key of another tenant a 403, and neither shows the key", async () => {
  const { sandbox, as } = world();
  const wrong = createThalesIdpv({ ...sandbox.connect("thales-idpv"), credentials: { apiKey: "a-key-of-nobody" } });
  const tries = [
    [wrong, 401],
    [as("tenant-administrator"), 403],
  ] as const;
  for (const [idpv, status] of tries) {
    const error: unknown = await idpv.listTenants({ tenantId: SYSTEM_TENANT }).catch((caught) => caught);
    expect(isApiError(error, idpv.listTenants, status) && error.body).toMatchObject({ status, title: expect.stringMatching(/./) });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/a-key-of-nobody|sandbox-linden-key/);
  }
});

test("a key that was generated under the system tenant manages tenants, one under another tenant reads its statistics", async () => {
  const { sandbox, as } = world();
  const provisioning = as("provisioning");
  const clientOf = async (tenantId: string) => {
    const { apiKey } = await provisioning.generateApiKey({ tenantId, keyName: "of-this-test" });
    return createThalesIdpv({ ...sandbox.connect("thales-idpv"), credentials: { apiKey } });
  };
  const [system, linden] = [await clientOf(SYSTEM_TENANT), await clientOf(LINDEN)];
  expect((await system.listTenants({ tenantId: SYSTEM_TENANT })).tenantListForAdmin.length).toBeGreaterThan(1);
  expect((await linden.listUserData({ tenantId: LINDEN })).length).toBeGreaterThan(1);
  await expect(linden.listTenants({ tenantId: SYSTEM_TENANT })).rejects.toMatchObject({ status: 403 });
  await expect(system.listUserData({ tenantId: LINDEN })).rejects.toMatchObject({ status: 403 });
});
