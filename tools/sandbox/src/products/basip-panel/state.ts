import type { JsonObject } from "../../json.js";
import { type Call, perSite, type Site } from "../../product.js";
import type { Collection } from "../../store.js";

/** Settings of this product. */
export type PanelSettings = {
  /** Milliseconds that a token lives. */
  readonly tokenLifetimeMs: number;
  /** Milliseconds that the panel works on an uploaded face, and takes no other. */
  readonly faceProcessingMs: number;
  /** Whether the panel is a model that recognises faces. */
  readonly faceRecognition: boolean;
};

export type PanelSite = Site<PanelSettings>;
export type PanelCall = Call<PanelSettings>;

/** Somebody who can log in. The id is the user name. */
export interface UserRecord {
  readonly id: string;
  readonly passwordMd5: string;
  readonly accountType: "admin" | "manager";
}

/** An issued token; its id is the token itself. */
export interface TokenRecord {
  readonly id: string;
  readonly userId: string;
  readonly expiresAt: number;
}

/** When and how often an identifier opens; times in seconds since 1970, as the vendor has them. */
export interface Limits {
  readonly time: { readonly permanent: boolean; readonly from: number | null; readonly to: number | null };
  readonly passes: { readonly permanent: boolean; readonly max: number | null };
}

/** A credential that opens a lock. The id is the uid as a text; so it is for all that follows. */
export interface IdentifierRecord {
  readonly id: string;
  readonly ownerName: string;
  readonly ownerType: string;
  readonly type: string;
  /** Empty for a face that has not been uploaded. */
  readonly number: string;
  readonly lock: string;
  readonly limits: Limits;
  /** -1 where passes are not counted. */
  readonly passesLeft: number;
  readonly apartmentId: string | null;
  /** In the order in which they were attached. */
  readonly timeProfileIds: readonly string[];
  /** `awaited` until an upload has been worked on; `none` for every type but `face_id`. */
  readonly face: "none" | "awaited" | "held";
}

export interface ApartmentRecord {
  readonly id: string;
  readonly address: Address;
  readonly name: string;
  readonly residents: number;
  readonly photoPath: string | null;
  readonly routePath: string | null;
}

/** A logical address. */
export type Address = {
  readonly building: number;
  readonly unit: number;
  readonly floor: number;
  readonly room: number;
};

export interface TimeProfileRecord {
  readonly id: string;
  readonly name: string;
  readonly timeOptions: JsonObject & { readonly date_from: number; readonly date_to: number };
  readonly repeatOptions: JsonObject;
}

/** An uploaded face that is being worked on. The id is the identifier's; nothing of the picture is kept. */
export interface FaceJobRecord {
  readonly id: string;
  readonly doneAt: number;
  /** What the identifier's number will be. */
  readonly number: string;
}

/** The last uid given out to a kind of thing: none is given out twice. */
export interface CounterRecord {
  readonly id: Kind;
  readonly last: number;
}

export type Kind = "identifiers" | "apartments" | "timeProfiles";

/** The collections of this product. */
export interface State {
  readonly users: Collection<UserRecord>;
  readonly tokens: Collection<TokenRecord>;
  readonly identifiers: Collection<IdentifierRecord>;
  readonly apartments: Collection<ApartmentRecord>;
  readonly timeProfiles: Collection<TimeProfileRecord>;
  readonly faceJobs: Collection<FaceJobRecord>;
  readonly counters: Collection<CounterRecord>;
}

export const stateOf = perSite(
  (site: PanelSite): State => ({
    users: site.store.collection("users"),
    tokens: site.store.collection("tokens"),
    identifiers: site.store.collection("identifiers"),
    apartments: site.store.collection("apartments"),
    timeProfiles: site.store.collection("timeProfiles"),
    faceJobs: site.store.collection("faceJobs"),
    counters: site.store.collection("counters"),
  }),
);

/** The next uid of a kind: 1, 2, 3 … */
export function nextUid(state: State, kind: Kind): string {
  const last = (state.counters.get(kind)?.last ?? 0) + 1;
  if (state.counters.get(kind)) state.counters.update(kind, { last });
  else state.counters.insert({ id: kind, last });
  return String(last);
}
