/** Uids of a fresh panel that tests and documentation name. */
export const wellKnownUids = {
  /** A card, attached to `apartmentUid`, with `timeProfileUid`. */
  identifierUid: "1",
  /** A QR code, attached to nothing. */
  qrIdentifierUid: "2",
  /** Waits for a face. */
  faceIdentifierUid: "3",
  /** A code for three passes, none of them used. */
  codeIdentifierUid: "4",
  apartmentUid: "1",
  otherApartmentUid: "2",
  timeProfileUid: "1",
  /** Attached to nothing. */
  otherTimeProfileUid: "2",
} as const;

/** Opens the door for whoever knows it, and can be nobody's `inputCode`. */
export const MASTER_CODE = "7777";

/** The card of the installer: nobody's `card`. */
export const MASTER_CARD = "99999999";
