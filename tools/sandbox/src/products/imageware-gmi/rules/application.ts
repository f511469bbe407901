import type { Rules } from "../../../rule.js";
import type { ApplicationRecord } from "../state.js";

/** An application that is to be linked. */
export const applicationRules: Rules<{ readonly application: ApplicationRecord | undefined }> = {
  "application-known": {
    checklist: [30],
    status: 404,
    errorCode: "gmi.app.not.found",
    basis: "ours",
    refuses: ({ application }) => (application ? undefined : "no application has this code"),
  },
};

/** An application as one of a tenant's. */
export const applicationLinkRules: Rules<{ readonly linked: boolean }> = {
  "application-linked": {
    checklist: [29, 31],
    status: 404,
    errorCode: "gmi.app.not.linked",
    basis: "ours",
    refuses: ({ linked }) => (linked ? undefined : "the tenant has no application of this code"),
  },
};
