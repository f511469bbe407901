import { bundle } from "@gatehouse/test-kit";

/** Constants of SHA-1 and RIPEMD-160, the other hashes of the module that MD5 comes from. */
const OTHER_HASHES = /1518500249|1352829926|0x5a827999|0x50a28be6/i;

await bundle("basip-panel", { all: 13_000, validation: 6_100, without: OTHER_HASHES });
