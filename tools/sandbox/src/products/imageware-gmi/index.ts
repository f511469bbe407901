import type { Product } from "../../product.js";
import { accounts, type ImagewareCredentials } from "./accounts.js";
import { options, refuse } from "./answers.js";
import { checklist } from "./checklist.js";
import { hooks } from "./hooks.js";
import { notImitated, operations } from "./routes.js";
import { rules } from "./rules.js";
import { seed } from "./seed.js";
import type { ImagewareSettings } from "./state.js";
import { wellKnown } from "./well-known.js";

/** Imageware Authenticate: the token call of its user server and the tenants of its GMI server. */
export const product: Product<ImagewareCredentials, ImagewareSettings> = {
  name: "imageware-gmi",
  title: "Imageware Authenticate",
  release: "v2",
  accounts,
  wellKnown,
  settings: { tokenLifeSeconds: 3600, strictScope: false, strictUserId: false },
  checklist,
  rules,
  operations,
  notImitated,
  hooks,
  secrets: ["access_token", "client_secret", "clientSecret"],
  bodyLimit: 1_048_576,
  seed,
  settle() {},
  refuse,
  options,
};
