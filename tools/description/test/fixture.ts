import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Writes files into a new folder called `demo` and gives its path. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = join(mkdtempSync(join(tmpdir(), "description-")), "demo");
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** The head of a Gatehouse description; what a test is about follows. */
export const HEAD = `openapi: 3.1.0
x-gatehouse: 1
info: { title: Demo, version: "5.36" }
servers: [{ url: https://demo.example, x-source: { level: documented, ref: D } }]
`;

/** Sources of every kind. */
export const SOURCES = `
D: { title: Docs, url: "https://vendor.example/docs", kind: vendor-docs, read: 2026-11-20 }
M: { title: Model, url: "https://vendor.example/openapi.json", kind: vendor-openapi, read: 2026-11-20, complete: true }
N: { title: Not all of it, url: "https://vendor.example/part.json", kind: vendor-openapi, read: 2026-11-20, complete: false }
C: { title: Client, url: "https://code.example/client", kind: third-party-client, read: 2026-11-20 }
S: { title: Sibling, url: "https://vendor.example/other", kind: sibling-docs, read: 2026-11-20 }
`;
