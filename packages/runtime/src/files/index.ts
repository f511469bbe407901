export { type Downloaded, download } from "./download.js";
export { type Progress, withProgress } from "./progress.js";
