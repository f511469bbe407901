import type { Rules } from "../../../rule.js";
import { numberFits, sameness } from "../identifier-number.js";
import type { IdentifierRecord, Limits } from "../state.js";
import { MASTER_CARD, MASTER_CODE } from "../well-known.js";
import { NO_VALUE, naming, saying } from "./saying.js";

export interface KnownIdentifierFacts {
  readonly identifier: IdentifierRecord | undefined;
}

export const identifierRules: Rules<KnownIdentifierFacts> = {
  "identifier-known": saying("Wrong Identifier uid", ({ identifier }) => !identifier, { checklist: [19, 23] }),
};

/** An identifier as a request would have it. */
export interface IdentifierFacts {
  readonly type: string;
  readonly number: string;
  /** The identifier that is to change; undefined for a new one. */
  readonly before: IdentifierRecord | undefined;
  /** Whether another identifier has the type and the number. */
  readonly taken: boolean;
  readonly faceRecognition: boolean;
}

const WRONG_NUMBER = "Wrong identifier_number";

const misfit = (types: readonly string[]) => (facts: IdentifierFacts) =>
  types.includes(facts.type) && !numberFits(facts.type, facts.number);

/** Rules of what an identifier is. That a number which does not fit its type is refused is documented in the rule only, not in the text. */
export const identifierContentRules: Rules<IdentifierFacts> = {
  "face-supported": saying(
    "You cannot create face_id identifier on this panel",
    ({ type, faceRecognition }) => type === "face_id" && !faceRecognition,
    { checklist: [15] },
  ),
  "face-type-kept": saying(
    "You cannot change type (in case of face_id)",
    ({ type, before }) => before !== undefined && before.type !== type && [before.type, type].includes("face_id"),
  ),
  "number-of-card": saying(WRONG_NUMBER, misfit(["card", "ukey"]), { checklist: [11] }),
  "number-of-code": saying(WRONG_NUMBER, misfit(["inputCode"]), { checklist: [12] }),
  "number-of-qr": saying(WRONG_NUMBER, misfit(["qr"]), { checklist: [12] }),
  "number-of-plate": saying(WRONG_NUMBER, misfit(["license_plate"]), { basis: "ours" }),
  // A face that is awaited has no number yet, whatever the request calls it.
  "face-data": saying(
    "Wrong face_id image data",
    ({ type, number, before }) => before?.face === "held" && type === "face_id" && !numberFits(type, number),
    { basis: "observed" },
  ),
  "code-not-master": saying(
    "Cannot create identifier with the same input code number as master code",
    ({ type, number }) => type === "inputCode" && number === MASTER_CODE,
    { checklist: [14] },
  ),
  "card-not-master": saying(
    "Cannot create identifier with same card number as master card",
    ({ type, number }) => type === "card" && sameness(type, number) === sameness(type, MASTER_CARD),
    { checklist: [14] },
  ),
  "number-free": saying("Identifier with that type and number already exist", ({ taken }) => taken, { checklist: [13, 22] }),
};

/** Rules of a change's limits; a creation passes over what is missing. */
export const limitsCompleteRules: Rules<{ readonly missing: string | undefined }> = {
  "limits-complete": naming(NO_VALUE, ({ missing }) => missing, { basis: "ours" }),
};

export const windowRules: Rules<{ readonly limits: Limits }> = {
  // The vendor's sentence, which says the opposite of what it must mean.
  "window-order": saying(
    "Date `from` must be greater than `to`",
    ({ limits: { time } }) => !time.permanent && time.from !== null && time.to !== null && time.from >= time.to,
    { checklist: [21] },
  ),
};

export const qrRules: Rules<{ readonly identifier: IdentifierRecord }> = {
  "qr-type": saying("Wrong identifier type", ({ identifier }) => identifier.type !== "qr", { checklist: [29], basis: "ours" }),
};
