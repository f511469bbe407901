import { createThalesIdpv, type ThalesIdpv } from "@gatehouse/thales-idpv";
import { type Variable, vendor } from "../engine/step.js";
import { making, orAbsent } from "./answers.js";

const variables = {
  url: { name: "THALES_IDPV_URL", what: "address of the IDPrime Virtual server", kind: "address", lasting: true },
  apiKey: {
    name: "THALES_IDPV_API_KEY",
    what: "key of a system administrator",
    sandbox: "sandbox-system-admin-key-00000000000000000000",
    kind: "secret",
  },
  provisioningToken: {
    name: "THALES_IDPV_PROVISIONING_TOKEN",
    what: "the identity provider's access token of somebody who may generate keys",
    sandbox: "sandbox-provisioning-token-00000000000000000",
    kind: "secret",
  },
  systemTenantId: {
    name: "THALES_IDPV_SYSTEM_TENANT_ID",
    what: "id of the system tenant, which SetupTenant tells",
    sandbox: "0c5e8f1a-6b7d-4e2c-9a30-5d81f4b7c629",
    lasting: true,
  },
  idpClientSecret: {
    name: "THALES_IDPV_IDP_CLIENT_SECRET",
    what: "secret of the customer's application at its identity provider",
    sandbox: "sandbox-idp-client-secret",
    kind: "secret",
  },
  idpConfiguration: {
    name: "THALES_IDPV_IDP_CONFIGURATION",
    what: "file with the identity provider's configuration, as SetupTenant takes it",
    sandbox: JSON.stringify({
      IdentityProvider: "Okta",
      IdpClientId: "0oa3onboarding1d2k9f",
      IdpIssuerUrl: "https://login.sandbox.example/oauth2/default",
      IdpRedirectUrl: "https://idpv.sandbox.example/redirect",
      IdpPublicKeyModulus: "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJCrze8SNFZ4kA",
      IdpPublicKeyExponent: "AQAB",
      IdpKeyId: "sandbox-2026",
      JwtUserClaim: "preferred_username",
      JwtGroupClaim: "groups",
      IDPrimeVirtualAdmin: "IDPV_Admins",
      IDPrimeVirtualUser: "IDPV_Users",
      IDPrimeVirtualProvisioningAdmin: "IDPV_ProvAdmins",
    }),
    kind: "file",
  },
  tokenPolicies: {
    name: "THALES_IDPV_TOKEN_POLICIES",
    what: "file with the rules for cards and PINs, as SetupTenant takes it",
    sandbox: JSON.stringify({
      UserPinPolicy: { MaxRetries: 5, IsMustChange: false },
      AdminPinPolicy: { MaxRetries: 5, IsMustChange: false },
    }),
    kind: "file",
  },
} as const satisfies Record<string, Variable>;

interface Made {
  readonly tenant: { readonly tenantId: string };
  readonly key: { readonly keyName: string; readonly tenantId: string };
  readonly statistics: { readonly users: number; readonly activeUsers: number; readonly usersNotSeenForLong: number };
}

/** One client for each of the three who work here: a client sends one key. */
interface Clients {
  readonly system: ThalesIdpv;
  readonly provisioning: ThalesIdpv;
  ofTenant(apiKey: string): ThalesIdpv;
}

/** How long a key counts, unless the server is set otherwise. */
const KEY_LIFE = 30 * 86_400_000;

export const thalesIdpv = vendor<Clients, typeof variables, Made>({
  id: "thales-idpv",
  title: "Thales SafeNet IDPrime Virtual",
  variables,
  connect({ url, apiKey, provisioningToken }, platform) {
    const client = (key: string) => createThalesIdpv({ baseUrl: url, credentials: { apiKey: key }, ...platform });
    return { system: client(apiKey), provisioning: client(provisioningToken), ofTenant: client };
  },
  refusals: ["/title"],
  steps: [
    {
      id: "tenant",
      title: "tenant",
      async find({ client, customer, inputs, signal }) {
        const { tenantListForAdmin: tenants } = await client.system.listTenants({ tenantId: inputs.systemTenantId }, { signal });
        const found = tenants.find(({ tenantName }) => tenantName.toLowerCase() === customer.name.toLowerCase());
        return found && { tenantId: found.tenantId };
      },
      async do(work) {
        const { client, customer, inputs, signal } = work;
        const { idpClientSecret, idpConfiguration: idpConfigFilePath, tokenPolicies } = inputs;
        const body = { tenantName: customer.name, tenantType: "IDPV", idpClientSecret, idpConfigFilePath, tokenPolicies };
        const { tenantId } = await making(work, client.system.createTenant({ tenantId: inputs.systemTenantId, body }, { signal }));
        return { tenantId };
      },
      says: ({ tenantId }) => tenantId,
      stays: ({ customer }, made) => `the tenant ${customer.name}${made ? ` (${made.tenantId})` : ""}: no call deletes a tenant`,
    },
    {
      id: "key",
      title: "API key of the tenant",
      // Nothing lists keys: one that is in our hands is there as long as it opens something.
      async find({ client, made, notes, secrets, customer, signal }) {
        const { tenantId } = made.tenant;
        const apiKey = await secrets.get("apiKey");
        if (apiKey === undefined || notes["tenantId"] !== tenantId) return undefined;
        const { listActiveUsers } = client.ofTenant(apiKey);
        const opened = await orAbsent(listActiveUsers, 401, listActiveUsers({ tenantId }, { signal }));
        return opened && { keyName: keyNameOf(customer), tenantId };
      },
      async do(work) {
        const { client, customer, made, note, secrets } = work;
        const { tenantId } = made.tenant;
        const keyName = keyNameOf(customer);
        await note({ tenantId });
        // Not to be interrupted: an answer that nobody waits for leaves a key behind that nobody can find.
        const { apiKey } = await making(work, client.provisioning.generateApiKey({ tenantId, keyName }));
        await secrets.set("apiKey", apiKey);
        return { keyName, tenantId };
      },
      says: ({ keyName }) => keyName,
      stays: ({ since }, made) => `the API key ${made?.keyName} of ${day(since)}: no call takes a key back; ${untilWhen(since)}`,
      lost: ({ since, customer }) =>
        `perhaps an API key ${keyNameOf(customer)} of ${day(since)} that nobody got to see: no call lists keys or takes one back; ${untilWhen(since)}`,
    },
    {
      id: "statistics",
      title: "statistics of its users",
      async do({ client, made, secrets, signal }) {
        const tenantId = { tenantId: made.tenant.tenantId };
        const tenant = client.ofTenant((await secrets.get("apiKey")) ?? "");
        const users = await tenant.listUserData(tenantId, { signal });
        const activeUsers = await tenant.listActiveUsers(tenantId, { signal });
        const usersNotSeenForLong = await tenant.listNotLoggedInUsers(tenantId, { signal });
        return { users: users.length, activeUsers: activeUsers.length, usersNotSeenForLong: usersNotSeenForLong.length };
      },
      says: ({ users, activeUsers, usersNotSeenForLong }) =>
        `${users} users, ${activeUsers} signed in, ${usersNotSeenForLong} not for long`,
    },
  ],
});

const keyNameOf = ({ domain }: { readonly domain: string }) => `onboarding-${domain}`;
const day = (time: number) => new Date(time).toISOString().slice(0, 10);
const untilWhen = (since: number) => `it counts until ${day(since + KEY_LIFE)}, unless the server is set otherwise`;
