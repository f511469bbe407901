import type { Rules } from "../../../rule.js";
import type { Address, ApartmentRecord, IdentifierRecord } from "../state.js";
import { saying } from "./saying.js";

export const apartmentRules: Rules<{ readonly apartment: ApartmentRecord | undefined }> = {
  "apartment-known": saying("Wrong apartment uid", ({ apartment }) => !apartment),
};

export interface ApartmentFacts {
  readonly address: Address;
  readonly name: string;
  /** Whether another apartment has the address. */
  readonly taken: boolean;
}

/** The least and the greatest part of an address; the API pages print the greatest, a manual the least. */
const parts = { building: [1, 9999], unit: [0, 99], floor: [0, 98], room: [1, 99] } as const;

const inRange = (address: Address) =>
  Object.entries(parts).every(([name, [least, most]]) => {
    const part = address[name as keyof Address];
    return part >= least && part <= most;
  });

export const apartmentContentRules: Rules<ApartmentFacts> = {
  "address-range": saying("Wrong Logical Address", ({ address }) => !inRange(address)),
  "apartment-name": saying("Invalid name", ({ name }) => !/^\S(.*\S)?$/.test(name)),
  "address-free": saying("Apartment with that Logical Address already exist", ({ taken }) => taken),
};

export interface AttachmentFacts {
  readonly identifier: IdentifierRecord;
  readonly apartment: ApartmentRecord;
}

export const attachmentRules: Rules<AttachmentFacts> = {
  "attached-to-one": saying(
    "Identifier uid is already attached to another apartment",
    ({ identifier, apartment }) => identifier.apartmentId !== null && identifier.apartmentId !== apartment.id,
    { checklist: [34] },
  ),
};

/** The second is a success with the body of an error: so the vendor prints it. */
export const unbindRules: Rules<{ readonly identifier: IdentifierRecord | undefined }> = {
  "unbound-identifier-known": saying("Wrong identifier uid", ({ identifier }) => !identifier, { checklist: [35] }),
  "unbound-once": saying("Identifier already unbound", ({ identifier }) => identifier?.apartmentId === null, {
    checklist: [35],
    status: 200,
  }),
};
