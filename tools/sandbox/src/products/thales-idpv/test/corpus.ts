import type { Corpus } from "../../../../test/fuzz/corpus.js";
import { wellKnownTenants as ids } from "../well-known.js";
import { clientConfigPath, creation, formOf, keyPath, SYSTEM, statisticsPath, tenantPath } from "./target.js";

const path = (text: string) => text as `/${string}`;
const statistics = (name: string) => ({ method: "GET", path: path(statisticsPath(ids.linden, name)), as: "tenant-administrator" });

/** One good request for each operation, and the two kinds of body. */
export const corpus: Corpus = {
  signIn: async (sandbox, account) => ({ authorization: String(sandbox.account("thales-idpv", account).credentials["apiKey"]) }),
  requests: [
    { method: "POST", path: path(SYSTEM), body: creation({ isExportKeys: true, tokenPolicies: { UserPinPolicy: { MaxRetries: 5 } } }) },
    { method: "POST", path: path(SYSTEM), form: () => formOf(creation({ tenantType: "SWS", swsConfigFilePath: "{}" })) },
    { method: "PUT", path: path(SYSTEM), body: { tenantId: ids.linden, tenantName: "Linden Woods", isSksMode: true } },
    { method: "PUT", path: path(SYSTEM), form: () => formOf({ tenantId: ids.rowan, isOfflineFallbackEnabled: "true" }) },
    { method: "GET", path: path(`${SYSTEM}/TenantList`) },
    { method: "GET", path: path(tenantPath(ids.linden)) },
    { method: "GET", path: path(clientConfigPath(ids.linden)) },
    statistics("activeUsers"),
    statistics("notLoggedInUser"),
    statistics("data"),
    { method: "POST", path: path(keyPath(ids.linden)), as: "provisioning" },
  ],
};
