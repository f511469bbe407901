import { type Answer, empty } from "../../answer.js";
import { drawFaceNumber } from "./drawn.js";
import { readJpeg } from "./jpeg.js";
import { faceRules } from "./rules/face.js";
import { type PanelCall, type PanelSite, stateOf } from "./state.js";

/** uploadIdentifierFace: checked at once and worked on for a while, in which no other upload is taken. */
export function uploadFace(call: PanelCall): Answer {
  const { site, body, params } = call;
  const state = stateOf(site);
  const identifier = state.identifiers.get(params["identifier-uid"]!);
  // The vendor's own pages disagree on the part's name.
  const file = body.parts?.find((part) => part.filename !== undefined || part.mediaType?.startsWith("image/"));
  const picture = file && readJpeg(file.bytes);
  site.enforce(faceRules, { identifier, busy: state.faceJobs.list().length > 0, body, file, picture });
  const doneAt = site.clock.now() + site.settings.faceProcessingMs;
  state.faceJobs.insert({ id: identifier!.id, doneAt, number: drawFaceNumber(site.ids) });
  return empty();
}

/** Ends the work on faces that is over by now: the identifier has its face. */
export function settleFaces(site: PanelSite): void {
  const { identifiers, faceJobs } = stateOf(site);
  for (const { id, number } of faceJobs.list().filter((job) => job.doneAt <= site.clock.now())) {
    identifiers.update(id, { number, face: "held" });
    faceJobs.delete(id);
  }
}
