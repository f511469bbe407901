import { empty, json } from "../../answer.js";
import type { Product } from "../../product.js";
import { type ApiNameCredentials, accounts } from "./accounts.js";
import { checklist } from "./checklist.js";
import { notImitated, operations } from "./routes.js";
import { rules } from "./rules.js";
import { seed } from "./seed.js";

/** Api Name, imitated from its vendor's documentation. */
export const product: Product<ApiNameCredentials> = {
  name: "api-name",
  title: "Api Name",
  release: "1.0",
  accounts,
  wellKnown: {},
  settings: {},
  checklist,
  rules,
  operations,
  notImitated,
  secrets: ["apiKey"],
  bodyLimit: 1_048_576,
  seed,
  settle: () => {},
  refuse: ({ info, message }) => json(info.status, { code: info.errorCode, message }),
  options: (_call, allow) => empty(204, { allow }),
};
