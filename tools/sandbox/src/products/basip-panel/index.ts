import { empty, json } from "../../answer.js";
import type { Product } from "../../product.js";
import { accounts, type PanelCredentials } from "./accounts.js";
import { checklist } from "./checklist.js";
import { API_VERSION } from "./device.js";
import { settleFaces } from "./faces.js";
import { hooks } from "./hooks.js";
import { notImitated, operations } from "./routes.js";
import { said } from "./rules/saying.js";
import { rules } from "./rules.js";
import { seed } from "./seed.js";
import type { PanelSettings } from "./state.js";
import { wellKnownUids } from "./well-known.js";

/** A BAS-IP entrance panel with Android: who may open its locks, and with what. */
export const product: Product<PanelCredentials, PanelSettings> = {
  name: "basip-panel",
  title: "BAS-IP Android panel",
  release: API_VERSION,
  accounts,
  wellKnown: wellKnownUids,
  settings: { tokenLifetimeMs: 7_200_000, faceProcessingMs: 3000, faceRecognition: true },
  checklist,
  rules,
  operations,
  notImitated,
  hooks,
  // The number of an identifier is what opens a door, or a face.
  secrets: ["password", "identifier_number", "filter_value"],
  bodyLimit: 8 * 1_048_576,
  seed,
  settle: settleFaces,
  // A refusal that is the sandbox's own, such as that of an unknown path, speaks for itself.
  refuse: ({ rule, info, message }) => json(info.status, { error: Object.hasOwn(rules, rule) ? said(info.errorCode, message) : message }),
  options: (_, allow) => empty(200, { allow }),
};
