import type { ReceivedBody } from "../../../body.js";
import type { FormPart } from "../../../multipart.js";
import type { Rules } from "../../../rule.js";
import { hasJpegSignature, type Picture } from "../jpeg.js";
import type { IdentifierRecord } from "../state.js";
import { saying } from "./saying.js";

export interface FaceFacts {
  readonly identifier: IdentifierRecord | undefined;
  /** Whether the panel is working on a face. */
  readonly busy: boolean;
  readonly body: ReceivedBody;
  readonly file: FormPart | undefined;
  readonly picture: Picture | undefined;
}

/** What a part that holds a JPEG may call itself; the second is common and wrong, the third says nothing. */
const JPEG_TYPES = ["image/jpeg", "image/jpg", "application/octet-stream"];

const isJpeg = ({ mediaType, bytes }: FormPart) => (mediaType === undefined || JPEG_TYPES.includes(mediaType)) && hasJpegSignature(bytes);

/** The longer and the shorter side, in pixels, that a manual of the vendor's asks photos to have. */
const LONGER = { least: 320, most: 5120 };
const SHORTER = { least: 240, most: 2700 };

/**
 * Whether there is a face: our imitation of recognition, which looks at the size only. A picture outside the sizes a manual asks for shows
 * none, any other shows one.
 */
function showsFace({ width, height }: Picture): boolean {
  const within = (side: number, { least, most }: typeof LONGER) => side >= least && side <= most;
  return within(Math.max(width, height), LONGER) && within(Math.min(width, height), SHORTER);
}

/** Texts of the vendor's; which of them a picture gets is our reading. None of them repeats anything of the picture. */
export const faceRules: Rules<FaceFacts> = {
  "face-awaited": saying(
    "Wrong identifier-uid. Missed temporary identifier for adding faceId",
    ({ identifier }) => identifier?.face !== "awaited",
    { checklist: [27] },
  ),
  "face-one-at-a-time": saying("Loading file in progress. Wait for result", ({ busy }) => busy, { checklist: [28] }),
  "face-file": saying("Loading file error", ({ file }) => !file),
  "face-format": saying("Wrong file format", ({ file }) => file !== undefined && !isJpeg(file), { checklist: [27] }),
  "face-image": saying("Wrong image file", ({ file, picture }) => file !== undefined && !picture, { checklist: [27] }),
  "face-detected": saying("Face hasn't been detected on image", ({ picture }) => picture !== undefined && !showsFace(picture)),
};
