import { md5 } from "@noble/hashes/legacy.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The MD5 of a text in UTF-8, as 32 lower-case hexadecimal digits: how a password travels and how it is kept. */
export const md5Hex = (text: string): string => bytesToHex(md5(utf8ToBytes(text)));
