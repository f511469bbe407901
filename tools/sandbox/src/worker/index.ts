export type { MessageTarget } from "./caller.js";
export type { WorldStorage } from "./keep.js";
export { type OpenedSandbox, type OpenOptions, openSandbox } from "./open.js";
export { type MessageSource, type ServeOptions, serveSandbox } from "./serve.js";
