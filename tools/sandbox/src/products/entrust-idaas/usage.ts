import { type Answer, json } from "../../answer.js";
import { searchParms } from "./models.js";
import { readBody } from "./request.js";
import { type Search, searchPage } from "./search.js";
import { flag, identifier, moment, oneOf } from "./search-attributes.js";
import { descendants, type EntrustCall, stateOf, type UsageRecord } from "./state.js";
import type { Caller } from "./tokens.js";
import { usageView } from "./views.js";

const search: Search<UsageRecord> = {
  name: "usage",
  startTimeNeeded: true,
  table: {
    startTime: moment(true),
    endTime: moment(false),
    tenantId: identifier,
    isTrial: flag(false),
    usageType: oneOf(["USERS", "AUTHENTICATIONS", "IDPROOFING", "ISSUANCE"], false),
  },
  keys: (usage) => ({
    startTime: usage.startTime,
    endTime: usage.endTime,
    tenantId: usage.tenantId,
    isTrial: usage.trial,
    usageType: usage.usageType.toLowerCase(),
  }),
};

/** getEntitlementUsageInfoUsingPOST */
export function getUsage(call: EntrustCall, { provider }: Caller): Answer {
  const state = stateOf(call.site);
  const parms = readBody(call, searchParms);
  const own = new Set(descendants(state, provider.id).map((tenant) => tenant.id));
  const records = state.usage.list().filter((usage) => own.has(usage.tenantId));
  return json(200, searchPage(call.site, search, provider.id, parms, records, usageView));
}
