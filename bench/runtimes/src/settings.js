/**
 * What the suite is told, as JSON.
 *
 * @typedef {object} Settings
 * @property {string} sandbox Address of the sandbox's server.
 * @property {Readonly<Record<string, Readonly<Record<string, string>>>>} credentials By API.
 * @property {readonly Case[]} cases
 */

/**
 * One operation with its example, and what came of it in the process of the sandbox.
 *
 * @typedef {object} Case
 * @property {string} api
 * @property {string} operation
 * @property {Readonly<Record<string, string>>} credentials Of an account that may call it.
 * @property {unknown} input Encoded.
 * @property {unknown} outcome Its shape.
 */

export {};
