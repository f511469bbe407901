export { behindMsw } from "./behind-msw.js";
export { conformance } from "./conformance.js";
export { lowLevel } from "./low-level.js";
export { samples } from "./samples.js";
export { sandboxTarget } from "./sandbox-target.js";
export { specFolder } from "./spec-folder.js";
export { steppingClock } from "./stepping-clock.js";
export { workflows } from "./workflows.js";
