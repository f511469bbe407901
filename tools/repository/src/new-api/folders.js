import { fileURLToPath } from "node:url";

/** Where an API has its three folders, each of the API's name. */
export const FOLDERS = ["specs", "packages", "tools/sandbox/src/products"];

/** What a new API's folders are written from. */
export const TEMPLATES = fileURLToPath(new URL("../../templates/api", import.meta.url));
