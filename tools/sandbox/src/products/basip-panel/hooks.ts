import type { Hook } from "../../product.js";
import { type IdentifierRecord, type PanelSettings, stateOf } from "./state.js";

/** What happens at the panel and not through its API. */
export const hooks: Readonly<Record<string, Hook<PanelSettings>>> = {
  present: {
    summary:
      "Somebody presents an identifier at the panel: tells the panel's own event, and uses up a pass where it opens and passes are counted.",
    takes: { type: "object", properties: { identifier_uid: { type: "integer", required: true } } },
    run(site, { identifier_uid: uid }) {
      const { identifiers } = stateOf(site);
      const identifier = identifiers.get(String(uid));
      if (!identifier) throw new RangeError(`there is no identifier ${String(uid)}`);
      const opens = isValid(identifier, site.clock.now());
      const counted = opens && identifier.passesLeft > 0;
      const after = counted ? identifiers.update(identifier.id, { passesLeft: identifier.passesLeft - 1 }) : identifier;
      const face = identifier.type === "face_id" ? "face_" : "";
      return {
        event: opens ? `access_granted_by_valid_${face}identifier` : `access_denied_by_not_valid_${face}identifier`,
        passes_left: after.passesLeft,
      };
    },
  },
};

/** Whether an identifier opens by its own limits; what its time profiles say is not looked at. */
function isValid({ limits: { time }, passesLeft, face }: IdentifierRecord, now: number): boolean {
  const seconds = now / 1000;
  const inTime = time.permanent || ((time.from ?? 0) <= seconds && seconds <= (time.to ?? 0));
  return inTime && passesLeft !== 0 && face !== "awaited";
}
