import { fromBase64Url } from "../../base64url.js";
import type { Ids } from "../../ids.js";

/** A new token: as many hexadecimal digits as the vendor's example has. */
export function drawToken(ids: Ids): string {
  return [...fromBase64Url(ids.secret(20))!].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What an identifier with a face has for a number: Base64 that was drawn, and says nothing of any face. */
export function drawFaceNumber(ids: Ids): string {
  return ids.secret(48).replaceAll("-", "+").replaceAll("_", "/");
}
