import type { Corpus } from "../../../../test/fuzz/corpus.js";
import { wellKnown as ids } from "../well-known.js";
import { API, DOCUMENTED_GRANT, ON_TENANT, PERSONS, TOKEN } from "./target.js";

const BASIC = `Basic ${btoa("sandbox-linden:sandbox-linden-0000000000000000000000")}`;

/** One good request for each operation, two for the search that answers one person or many. */
export const corpus: Corpus = {
  async signIn(sandbox, account) {
    const { baseUrl, credentials } = sandbox.connect(API, account) as ReturnType<typeof sandbox.connect<typeof API>>;
    const authorization = `Basic ${btoa(`${credentials.clientId}:${credentials.clientSecret}`)}`;
    const answer = await sandbox.fetch(`${baseUrl}${TOKEN}?${DOCUMENTED_GRANT}`, { method: "POST", headers: { authorization } });
    return { authorization: `Bearer ${((await answer.json()) as { access_token: string }).access_token}` };
  },
  requests: [
    { method: "POST", path: `${TOKEN}?${DOCUMENTED_GRANT}`, headers: { authorization: BASIC } },
    ...ON_TENANT.filter(([method, path]) => !(method === "PUT" && path("").includes("/liveness/"))).map(([method, path, body]) => ({
      method,
      path: path(ids.tenantCode) as `/${string}`,
      ...(body !== undefined && { body }),
    })),
    { method: "PUT", path: `/v2/gmiserver/tenant/${ids.tenantCode}/svrgrp/main/alg/${ids.algCode}/liveness/${ids.unlinkedLivenessCode}` },
    { method: "GET", path: `${PERSONS}?find=linden&sort=%2BuserId&pageSize=5&pageNo=2&notEmpty=userId` },
    { method: "GET", path: `${PERSONS}?userId=mira.okafor%40linden.example` },
    { method: "GET", path: `${PERSONS}/${ids.personUuid}` },
  ],
};
