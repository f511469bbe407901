import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * The browser that the browser checks run in: the one that CHROME_PATH names and no other, or else the first in its usual places.
 *
 * @returns {{ readonly path: string, readonly version: string } | undefined} Its version is part of a result, so Turborepo hashes it.
 */
export function findBrowser() {
  const named = process.env["CHROME_PATH"];
  for (const path of named ? [named] : PLACES) {
    if (!existsSync(path)) continue;
    try {
      return { path, version: execFileSync(path, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim() };
    } catch {
      // A browser that cannot say its version cannot show a page either.
    }
  }
  return undefined;
}
