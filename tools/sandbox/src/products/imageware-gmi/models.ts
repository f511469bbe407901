import type { Format, Shape } from "../../shape.js";

const USER_ID = /^[a-zA-Z0-9'{}|!#$%&^*/=?`~@._+-]{1,255}$/;

const userId: Format = {
  says: "1 to 255 letters, digits and '{}|!#$%&^*/=?`~@._+-",
  matches: (text) => USER_ID.test(text),
};

/** The last millisecond that a date can name. */
const LAST_MILLISECOND = 8.64e15;

/** The body of updateTenant. What is left out stays as it is. */
export const tenantUpdate = {
  type: "object",
  properties: {
    name: { type: "string" },
    code: { type: "string" },
    maxIdentities: { type: "integer", minimum: 0 },
    defaultPostBack: { type: "string", nullable: true },
  },
} as const satisfies Shape;

/** The body of createTenantUser. */
export const newPerson = {
  type: "object",
  properties: { userId: { type: "string", format: userId, required: true } },
} as const satisfies Shape;

/** The body of associateAlgorithm. */
export const algorithmLink = {
  type: "object",
  properties: {
    licenseData: {
      type: "object",
      properties: {
        info: { type: "string" },
        maxIdentities: { type: "integer", minimum: 0 },
        expireDate: { type: "integer", bits: 64, minimum: 0, maximum: LAST_MILLISECOND },
      },
    },
  },
} as const satisfies Shape;
