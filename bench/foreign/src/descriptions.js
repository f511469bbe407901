import { fileURLToPath } from "node:url";

/**
 * @typedef {object} Foreign
 * @property {string} name What its figures are called.
 * @property {string} file Absolute.
 */

/** @param {string} name @param {string} path Inside `node_modules`. @returns {Foreign} */
const installed = (name, path) => ({ name, file: fileURLToPath(new URL(`../node_modules/${path}`, import.meta.url)) });

/** Descriptions that we have no part in: large and small, OpenAPI 3.0 and 3.1, JSON and YAML, written by hand and by frameworks. */
export const descriptions = [
  installed("github", "@octokit/openapi/generated/api.github.com.json"),
  installed("blockfrost", "@blockfrost/openapi/openapi.yaml"),
  installed("directus", "@directus/specs/dist/openapi.json"),
  installed("ideal-postcodes", "@ideal-postcodes/openapi/dist/openapi.yaml"),
  installed("rclone", "rclone-openapi/openapi.yaml"),
  installed("shipengine", "shipengine-openapi/openapi.yaml"),
];
