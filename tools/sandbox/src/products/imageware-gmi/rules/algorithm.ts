import type { Rules } from "../../../rule.js";
import { ALGORITHMS, LIVENESSES, SERVER_GROUP } from "../catalogue.js";
import type { AlgorithmLinkRecord } from "../state.js";

export interface AlgorithmFacts {
  readonly serverGroup: string;
  readonly algorithm: string;
  /** Undefined where the call is about the algorithm itself. */
  readonly liveness: string | undefined;
}

/** What the path of an algorithm names. */
export const algorithmRules: Rules<AlgorithmFacts> = {
  "server-group-known": {
    checklist: [34],
    status: 404,
    errorCode: "gmi.svrgrp.not.found",
    basis: "ours",
    refuses: ({ serverGroup }) => (serverGroup === SERVER_GROUP ? undefined : `the only server group is ${SERVER_GROUP}`),
  },
  "algorithm-known": {
    checklist: [],
    status: 404,
    errorCode: "gmi.alg.not.found",
    basis: "ours",
    refuses: ({ algorithm }) => (ALGORITHMS.has(algorithm) ? undefined : "no algorithm has this code"),
  },
  "liveness-known": {
    checklist: [],
    status: 404,
    errorCode: "gmi.liveness.not.found",
    basis: "ours",
    refuses: ({ liveness }) => (liveness === undefined || LIVENESSES.has(liveness) ? undefined : "no liveness has this code"),
  },
};

/** An algorithm as one of a tenant's. */
export const algorithmLinkRules: Rules<{ readonly link: AlgorithmLinkRecord | undefined }> = {
  "algorithm-linked": {
    checklist: [35, 37],
    status: 404,
    errorCode: "gmi.alg.not.linked",
    basis: "ours",
    refuses: ({ link }) => (link ? undefined : "the tenant does not have this algorithm"),
  },
};

/** A liveness as one of an algorithm of a tenant. */
export const livenessLinkRules: Rules<{ readonly linked: boolean }> = {
  "liveness-linked": {
    checklist: [36],
    status: 404,
    errorCode: "gmi.liveness.not.linked",
    basis: "ours",
    refuses: ({ linked }) => (linked ? undefined : "the algorithm does not have this liveness"),
  },
};
