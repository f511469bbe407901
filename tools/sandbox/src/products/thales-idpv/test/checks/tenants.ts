import { expect } from "vitest";
import { tenantSecretHash } from "../../hashes.js";
import { wellKnownTenants as ids } from "../../well-known.js";
import {
  type Check,
  clientConfigPath,
  creation,
  formOf,
  idpConfig,
  NOBODY,
  ok,
  policies,
  refused,
  SECRET,
  STATISTICS,
  SYSTEM,
  statisticsPath,
  type Target,
  tenantPath,
} from "../target.js";

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const FIELDS = ["idpProvider", "tenantId", "tenantName", "tenantStatus", "tenantType"];

const basic = async (t: Target, id: string) => ok(await t.call("GET", tenantPath(id), { as: null }));
const clientConfig = async (t: Target, id: string) => ok(await t.call("GET", clientConfigPath(id), { as: null }));
const sws = { tenantType: "SWS", swsConfigFilePath: "{}" };

export const tenantChecks: readonly Check[] = [
  {
    item: 1,
    title: "a fresh world has one system tenant, and the first account's key is made under it",
    async run(t) {
      expect(
        (t.sandbox.snapshot().store["thales-idpv/tenants"] as unknown as { system: boolean }[]).filter((one) => one.system),
      ).toHaveLength(1);
      expect((await t.list()).map((one) => one.tenantId)).toEqual([ids.linden, ids.rowan]);
      ok(await t.create());
    },
  },
  {
    item: 2,
    title: "create without a key is 401, with the key of an ordinary tenant 403",
    async run(t) {
      refused(await t.create(creation(), { as: null }), 401, "key_missing");
      for (const as of ["tenant-administrator", "foreign", "provisioning"]) {
        refused(await t.create(creation(), { as }), 403, "permission_required");
      }
      expect(await t.list()).toHaveLength(2);
    },
  },
  {
    item: 3,
    title: "create below another tenant's id is 403, below an unknown one 404",
    async run(t) {
      refused(await t.call("POST", tenantPath(ids.linden), { body: creation() }), 403, "system_tenant_required");
      for (const id of [NOBODY, "system", "%20"])
        refused(await t.call("POST", tenantPath(id), { body: creation() }), 404, "tenant_not_found");
      expect(await t.list()).toHaveLength(2);
    },
  },
  {
    item: 4,
    title: "what the four required parameters make is answered with a new id and stands in the list",
    async run(t) {
      const tenant = ok(await t.create());
      expect(tenant).toEqual({
        tenantId: expect.stringMatching(GUID),
        tenantName: "Mango Mills",
        tenantType: "IDPV",
        idpProvider: "Pingid",
        tenantStatus: expect.stringMatching(/./),
      });
      expect((await t.list()).at(-1)).toEqual(tenant);
      expect(await basic(t, tenant.tenantId)).toEqual(tenant);
      const other = ok(await t.create(creation({ tenantName: "Mango Mills Two" })));
      expect(new Set([tenant.tenantId, other.tenantId, ...Object.values(ids)]).size).toBe(5);
    },
  },
  {
    item: 5,
    title: "the id in the path of create stays the system tenant's",
    async run(t) {
      const { tenantId } = ok(await t.create());
      expect(tenantId).not.toBe(ids.system);
      refused(await t.call("POST", tenantPath(tenantId), { body: creation({ tenantName: "Next" }) }), 403, "system_tenant_required");
    },
  },
  {
    item: 6,
    title: "a form with files, a form with texts and JSON make the same tenant",
    async run(t) {
      const values = {
        idpClientSecret: SECRET,
        tenantType: "sws",
        isExportKeys: true,
        isSksMode: false,
        isAutoCardCreationEnabled: true,
        isAutoRefreshSigningKeyEnabled: true,
        isOfflineFallbackEnabled: false,
        isAutoOfflineBundleDownloadEnabled: true,
        idpConfigFilePath: JSON.stringify(idpConfig),
        tokenPolicies: policies,
        swsConfigFilePath: '{ "a": [1, null, "ü"] }',
      };
      const texts = new FormData();
      for (const [name, value] of Object.entries({ ...values, tenantName: "3" })) {
        texts.append(name, typeof value === "string" ? value : JSON.stringify(value));
      }
      const bodies = [
        { ...values, tenantName: "1" },
        formOf({ ...values, tenantName: "2" }),
        texts,
        { ...values, tenantName: "4", tokenPolicies: JSON.stringify(policies) },
      ];
      for (const [index, body] of bodies.entries()) {
        const { tenantId } = ok(await t.create(body));
        expect(t.stored(tenantId)).toEqual({
          id: tenantId,
          system: false,
          tenantName: String(index + 1),
          tenantType: "SWS",
          idpClientSecretHash: tenantSecretHash(tenantId, SECRET),
          idpClientSecretEncrypted: false,
          flags: {
            isExportKeys: true,
            isSksMode: false,
            isAutoCardCreationEnabled: true,
            isAutoRefreshSigningKeyEnabled: true,
            isOfflineFallbackEnabled: false,
            isAutoOfflineBundleDownloadEnabled: true,
          },
          idpConfig,
          tokenPolicies: policies,
          swsConfigHash: tenantSecretHash(tenantId, '{"a":[1,null,"ü"]}'),
        });
      }
    },
  },
  {
    item: 7,
    title: "create without one of its four parameters is 400 and names it",
    async run(t) {
      for (const name of ["tenantName", "idpClientSecret", "idpConfigFilePath", "tokenPolicies"]) {
        const values = creation({ [name]: undefined });
        for (const body of [values, formOf(values)]) refused(await t.create(body), 400, "missing_parameter", name);
      }
      expect(await t.list()).toHaveLength(2);
    },
  },
  {
    item: 8,
    title: "a document that is no JSON is 400, a path to one included",
    async run(t) {
      for (const name of ["idpConfigFilePath", "tokenPolicies", "swsConfigFilePath"]) {
        for (const text of ["Config/idp-configuration.json", "{", "", "\ufeff{}", "[".repeat(10_000) + "]".repeat(10_000)]) {
          const values = creation({ [name]: text });
          for (const body of [values, formOf(values)]) refused(await t.create(body), 400, "invalid_json", name);
        }
      }
    },
  },
  {
    item: 9,
    title: "the type is read without case and answered in capitals; any other is 400",
    async run(t) {
      for (const [index, tenantType] of ["sws", "SWS", "IDPV", "idpv", "Sws"].entries()) {
        const tenant = ok(await t.create(creation({ tenantName: `Tenant ${index}`, tenantType, swsConfigFilePath: "{}" })));
        expect(tenant.tenantType).toBe(tenantType.toUpperCase());
        expect((await basic(t, tenant.tenantId)).tenantType).toBe(tenantType.toUpperCase());
      }
      for (const tenantType of ["SYSTEM", "IDPV ", "SWS2", "toString"]) {
        refused(await t.create(creation({ tenantType })), 400, "invalid_tenant_type", "tenantType");
      }
      refused(await t.update({ tenantId: ids.linden, tenantType: "other" }), 400, "invalid_tenant_type", "tenantType");
    },
  },
  {
    item: 10,
    title: "without a type a tenant is IDPV",
    async run(t) {
      expect(ok(await t.create(formOf(creation()))).tenantType).toBe("IDPV");
    },
  },
  {
    item: 11,
    title: "an SWS tenant needs its configuration, when it is created and when it becomes one",
    async run(t) {
      refused(await t.create(creation({ tenantType: "SWS" })), 400, "missing_parameter", "swsConfigFilePath");
      refused(await t.update({ tenantId: ids.linden, tenantType: "sws" }), 400, "missing_parameter", "swsConfigFilePath");
      expect(ok(await t.update({ tenantId: ids.linden, ...sws })).tenantType).toBe("SWS");
      ok(await t.update({ tenantId: ids.rowan, tenantType: "SWS" }));
      ok(await t.create(creation({ ...sws, swsConfigFilePath: "null" })));
    },
  },
  {
    item: 12,
    title: "a form spells switches true and false, and in no other way",
    async run(t) {
      for (const [text, value] of [
        ["true", true],
        ["false", false],
      ] as const) {
        ok(await t.update(formOf({ tenantId: ids.linden, isExportKeys: text })));
        expect(t.stored(ids.linden)["flags"]).toMatchObject({ isExportKeys: value });
      }
      for (const text of ["True", "1", "yes", "", "null", " true"]) {
        refused(await t.create(formOf(creation({ isSksMode: text }))), 400, "invalid_flag", "isSksMode");
      }
    },
  },
  {
    item: 13,
    title: "a tenant name that is taken is 409, whatever its case, when a tenant is created and when it is renamed",
    async run(t) {
      for (const tenantName of ["Linden Works", "LINDEN works", "system"]) {
        refused(await t.create(creation({ tenantName })), 409, "tenant_name_taken");
        refused(await t.update({ tenantId: ids.rowan, tenantName }), 409, "tenant_name_taken");
      }
      expect(ok(await t.update({ tenantId: ids.linden, tenantName: "linden WORKS" })).tenantName).toBe("linden WORKS");
      ok(await t.update({ tenantId: ids.linden, tenantName: "Linden Woods" }));
      ok(await t.create(creation({ tenantName: "Linden Works" })));
    },
  },
  {
    item: 14,
    title: "a secret that is declared encrypted is kept as it came",
    async run(t) {
      const header = (value: string) => ({ headers: { "x-idprimevirtual-isidpclientsecretencrypted": value } });
      const encrypted = "bm90IHJlYWxseSBlbmNyeXB0ZWQ=";
      const { tenantId } = ok(await t.create(creation({ idpClientSecret: encrypted }), header("true")));
      const kept = { idpClientSecretHash: tenantSecretHash(tenantId, encrypted), idpClientSecretEncrypted: true };
      expect(t.stored(tenantId)).toMatchObject(kept);
      ok(await t.update({ tenantId, isSksMode: true }, header("false")));
      expect(t.stored(tenantId)).toMatchObject(kept);
      ok(await t.update({ tenantId, idpClientSecret: "plain" }, header("false")));
      expect(t.stored(tenantId)).toMatchObject({
        idpClientSecretHash: tenantSecretHash(tenantId, "plain"),
        idpClientSecretEncrypted: false,
      });
      for (const value of ["yes", "True", "1"]) {
        refused(
          await t.create(creation({ tenantName: "x" }), header(value)),
          400,
          "invalid_flag",
          "X-IDPrimeVirtual-IsIdpClientSecretEncrypted",
        );
      }
    },
  },
  {
    item: 15,
    title: "no answer holds a client secret, nor does the log or a snapshot of the world",
    async run(t) {
      const config = JSON.stringify({
        ...idpConfig,
        IdpClientSecret: SECRET,
        SigningKeys: [{ IdpKeyId: "k", d: SECRET }],
        JwtUserClaim: { a: SECRET },
      });
      const secretly = { idpConfigFilePath: config, ...sws, swsConfigFilePath: JSON.stringify(SECRET) };
      const { tenantId } = ok(await t.create(creation(secretly)));
      const answers = [
        await t.create(creation(secretly)),
        await t.create(creation({ IDPCLIENTSECRET: SECRET, tenantName: "other" })),
        await t.create(formOf(creation({ tenantName: "third" }))),
        await t.create(creation({ tenantName: SECRET, isSksMode: SECRET })),
        await t.call("POST", `${SYSTEM}?idpClientSecret=${SECRET}`, { body: { idpClientSecret: SECRET } }),
        await t.call("POST", SYSTEM, { raw: `{"idpClientSecret":"${SECRET}"` }),
        await t.update({ tenantId, idpClientSecret: SECRET, idpConfigFilePath: config }),
        await t.call("GET", `${SYSTEM}/TenantList`),
        await t.call("GET", tenantPath(tenantId)),
        await t.call("GET", clientConfigPath(tenantId)),
        ...(await Promise.all(STATISTICS.map((name) => t.call("GET", statisticsPath(ids.linden, name), { as: "tenant-administrator" })))),
      ];
      expect(answers.map(({ status }) => status)).toEqual([409, 200, 200, 400, 400, 400, 200, 200, 200, 200, 200, 200, 200]);
      for (const { text, headers } of answers) expect(`${text}${JSON.stringify([...headers])}`).not.toContain(SECRET);
      expect(JSON.stringify(t.sandbox.snapshot())).not.toContain(SECRET);
      const log = JSON.stringify(
        t.sandbox.requests.map((one) => ({ ...one, body: { ...(one.body as object), tenantName: "", isSksMode: "" } })),
      );
      expect(log).toContain("redacted");
      expect(log).not.toContain(SECRET);
    },
  },
  {
    item: 16,
    title: "update changes what is sent, parameter by parameter, and nothing else",
    async run(t) {
      const { tenantId } = ok(await t.create(creation(sws)));
      const changes: readonly (readonly [object, object])[] = [
        [{ tenantName: "Mango Two" }, { tenantName: "Mango Two" }],
        [{ tenantType: "idpv" }, { tenantType: "IDPV" }],
        [{ idpClientSecret: "new" }, { idpClientSecretHash: tenantSecretHash(tenantId, "new") }],
        [{ idpConfigFilePath: '{"IdentityProvider":"Okta"}' }, { idpConfig: { IdentityProvider: "Okta" } }],
        [{ tokenPolicies: { a: 1 } }, { tokenPolicies: { a: 1 } }],
        [{ swsConfigFilePath: "[]" }, { swsConfigHash: tenantSecretHash(tenantId, "[]") }],
        [{}, {}],
        ...Object.keys(t.stored(tenantId)["flags"] as object).map(
          (flag) => [{ [flag]: true }, { flags: { ...(t.stored(tenantId)["flags"] as object), [flag]: true } }] as const,
        ),
      ];
      expect(changes).toHaveLength(13);
      for (const [index, [body, expected]] of changes.entries()) {
        const before = t.stored(tenantId);
        ok(await t.update(index % 2 === 0 ? { tenantId, ...body } : formOf({ tenantId, ...body })));
        const after = { ...before, ...expected };
        expect(t.stored(tenantId)).toEqual("flags" in expected ? { ...after, flags: { ...(before["flags"] as object), ...body } } : after);
      }
      ok(await t.update({ tenantId: tenantId.toUpperCase(), isSksMode: false }));
      expect(t.stored(tenantId)["flags"]).toMatchObject({ isSksMode: false, isExportKeys: true });
      expect(await basic(t, tenantId)).toMatchObject({ tenantName: "Mango Two", tenantType: "IDPV", idpProvider: "Okta" });
      expect((await t.list())[0]).toMatchObject({ tenantId: ids.linden, tenantName: "Linden Works" });
    },
  },
  {
    item: 17,
    title: "update of an unknown tenant is 404, of none 400, of the system tenant 400",
    async run(t) {
      refused(await t.update({ tenantId: NOBODY, tenantName: "a" }), 404, "tenant_not_found");
      refused(await t.update({ tenantName: "a" }), 400, "missing_parameter", "tenantId");
      refused(await t.update({ tenantId: ids.system, tenantName: "a" }), 400, "system_tenant_unchangeable", "tenantId");
      refused(await t.call("PUT", tenantPath(ids.linden), { body: { tenantId: ids.linden } }), 403, "system_tenant_required");
      refused(await t.call("PUT", tenantPath(NOBODY), { body: { tenantId: ids.linden } }), 404, "tenant_not_found");
    },
  },
  {
    item: 18,
    title: "update without a key is 401, with an ordinary tenant's 403",
    async run(t) {
      refused(await t.update({ tenantId: ids.linden, tenantName: "a" }, { as: null }), 401, "key_missing");
      refused(await t.update({ tenantId: ids.linden, tenantName: "a" }, { as: "tenant-administrator" }), 403, "permission_required");
      expect((await t.list())[0].tenantName).toBe("Linden Works");
    },
  },
  {
    item: 19,
    title: "the list is an object with one property, an array",
    async run(t) {
      const body = ok(await t.call("GET", `${SYSTEM}/TenantList`));
      expect(Object.keys(body)).toEqual(["tenantListForAdmin"]);
      expect(body.tenantListForAdmin).toBeInstanceOf(Array);
    },
  },
  {
    item: 20,
    title: "each item of the list has its five texts and no more",
    async run(t) {
      ok(await t.create(creation({ idpConfigFilePath: "{}" })));
      const list = await t.list();
      expect(list).toHaveLength(3);
      for (const item of list) {
        expect(Object.keys(item).sort()).toEqual(FIELDS);
        for (const value of Object.values(item)) expect(value).toBeTypeOf("string");
      }
      expect(list[0]).toEqual({
        tenantId: ids.linden,
        tenantName: "Linden Works",
        tenantType: "IDPV",
        idpProvider: "Okta",
        tenantStatus: "Active",
      });
      expect(list[1]).toMatchObject({ tenantName: "Rowan Health", tenantType: "SWS", idpProvider: "STA" });
    },
  },
  {
    item: 21,
    title: "the list has no pages: query parameters change nothing",
    async run(t) {
      for (let count = 0; count < 120; count += 1) ok(await t.create(creation({ tenantName: `Tenant ${count}` })));
      const list = await t.list();
      expect(list).toHaveLength(122);
      const answer = await t.call("GET", `${SYSTEM}/TenantList?page=2&pageSize=1&limit=1&tenantName=x&$top=1`);
      expect(ok(answer).tenantListForAdmin).toEqual(list);
    },
  },
  {
    item: 22,
    title: "the list without a key is 401, with an ordinary tenant's 403, below another tenant's id 403",
    async run(t) {
      refused(await t.call("GET", `${SYSTEM}/TenantList`, { as: null }), 401, "key_missing");
      refused(await t.call("GET", `${SYSTEM}/TenantList`, { as: "foreign" }), 403, "permission_required");
      refused(await t.call("GET", `${tenantPath(ids.linden)}/TenantList`), 403, "system_tenant_required");
      refused(await t.call("GET", `${tenantPath(NOBODY)}/TenantList`), 404, "tenant_not_found");
    },
  },
  {
    item: 23,
    title: "idpProvider is what the configuration calls IdentityProvider, and empty without one",
    async run(t) {
      for (const provider of ["Okta", "Generic", "Pingid", "STA", "Something else"]) {
        const body = creation({ tenantName: provider, idpConfigFilePath: JSON.stringify({ IdentityProvider: provider }) });
        expect(ok(await t.create(body)).idpProvider).toBe(provider);
      }
      expect(ok(await t.create(creation({ idpConfigFilePath: "{}" }))).idpProvider).toBe("");
      for (const wrong of ["", "  ", 1, null, {}]) {
        const idpConfigFilePath = JSON.stringify({ IdentityProvider: wrong });
        refused(await t.create(creation({ tenantName: "x", idpConfigFilePath })), 400, "invalid_identity_provider", "idpConfigFilePath");
      }
    },
  },
  {
    item: 24,
    title: "basic details need no key; an unknown tenant is 404",
    async run(t) {
      for (const id of [ids.linden, ids.rowan, ids.system]) {
        expect(Object.keys(await basic(t, id)).sort()).toEqual(FIELDS);
        expect(ok(await t.call("GET", tenantPath(id), { authorization: "nobody's" }))).toEqual(await basic(t, id));
      }
      expect((await basic(t, ids.linden.toUpperCase())).tenantId).toBe(ids.linden);
      for (const id of [NOBODY, "1", "__proto__"]) refused(await t.call("GET", tenantPath(id), { as: null }), 404, "tenant_not_found");
    },
  },
  {
    item: 25,
    title: "the client configuration needs no key; an unknown tenant is 404",
    async run(t) {
      expect((await clientConfig(t, ids.linden)).tenantId).toBe(ids.linden);
      refused(await t.call("GET", clientConfigPath(NOBODY), { as: null }), 404, "tenant_not_found");
    },
  },
  {
    item: 26,
    title: "V1 and V1.0 of the client configuration answer alike, V9 is 404",
    async run(t) {
      const answers = await Promise.all(
        ["V1", "V1.0"].map((version) => t.call("GET", clientConfigPath(ids.linden, version), { as: null })),
      );
      expect(ok(answers[0]!)).toEqual(ok(answers[1]!));
      for (const version of ["V9", "V1.1", "V01", "V1.00", "V2"]) {
        refused(await t.call("GET", clientConfigPath(ids.linden, version), { as: null }), 404, "version_not_found");
      }
      refused(await t.call("GET", clientConfigPath(ids.linden, "v1"), { as: null }), 404, "unknown_path");
    },
  },
  {
    item: 27,
    title: "the client configuration shows issuer, client and redirect, and of keys the public half",
    async run(t) {
      const secretive = {
        ...idpConfig,
        IdpKeyId: "top",
        RefreshTokenExpirationDuration: "480",
        JwtAdminWhiteList: "ada",
        IdpClientSecret: "s",
        privateKey: "p",
        __proto__: undefined,
        SigningKeys: [{ ...idpConfig.SigningKeys, d: "private", p: 1 }, "text", null],
      };
      const { tenantId } = ok(await t.create(creation({ idpConfigFilePath: JSON.stringify(secretive) })));
      expect(await clientConfig(t, tenantId)).toEqual({
        tenantId,
        ...idpConfig,
        IdpKeyId: "top",
        RefreshTokenExpirationDuration: "480",
        SigningKeys: [idpConfig.SigningKeys],
      });
      ok(
        await t.update({
          tenantId,
          idpConfigFilePath: '{"tenantId":"x","SigningKeys":"x","IdpClientId":["x"],"__proto__":{"IdpIssuerUrl":"x"}}',
        }),
      );
      expect(await clientConfig(t, tenantId)).toEqual({ tenantId });
      ok(await t.update({ tenantId, idpConfigFilePath: JSON.stringify({ SigningKeys: { IdpKeyId: "k", d: "private" } }) }));
      expect(await clientConfig(t, tenantId)).toEqual({ tenantId, SigningKeys: { IdpKeyId: "k" } });
      expect(await clientConfig(t, ids.linden)).toMatchObject({
        IdentityProvider: "Okta",
        IdpIssuerUrl: "https://login.linden.example",
        IdpClientId: expect.stringMatching(GUID),
        IdpRedirectUrl: "https://idpv.example/redirect",
        SigningKeys: { IdpPublicKeyExponent: "AQAB" },
      });
    },
  },
  {
    item: 28,
    title: "what is public to read still takes a key to write",
    async run(t) {
      for (const id of [ids.system, ids.linden]) {
        await basic(t, id);
        for (const method of ["POST", "PUT"])
          refused(await t.call(method, tenantPath(id), { as: null, body: creation() }), 401, "key_missing");
      }
    },
  },
  {
    item: 39,
    title: "a tenant cannot be deleted: 405",
    async run(t) {
      for (const id of [ids.linden, ids.system, NOBODY]) {
        const answer = await t.call("DELETE", tenantPath(id));
        refused(answer, 405, "method_not_allowed");
        expect(answer.headers.get("allow")).toBe("POST, PUT, GET, OPTIONS");
      }
      expect(await t.list()).toHaveLength(2);
    },
  },
];
