import { loadReports, type Report } from "../model/report.js";

declare const __REPORTS__: string;

/** The measured figures that pages quote. */
export function reports(): Promise<readonly Report[]> {
  return loadReports(__REPORTS__);
}
