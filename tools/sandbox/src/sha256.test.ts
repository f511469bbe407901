import { expect, test } from "vitest";
import { sha256Hex } from "./sha256.js";

test("texts have the digests that the platform's own implementation gives", async () => {
  for (const text of ["", "abc", "Zoë 😀", "a".repeat(10_000)]) {
    const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
    expect(sha256Hex(text)).toBe([...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""));
  }
});
