export type {
  Case,
  CaseKind,
  Credential,
  Expectation,
  FreshBounds,
  Hole,
  Step,
  TemplateBody,
  TemplatePart,
  Value,
  Violation,
  WireTemplate,
} from "./case.js";
export type { Check, CheckFinding, CheckInput, Verdict } from "./check.js";
export { CHECKS } from "./checks/index.js";
export type { Cell, Event, Reporter, RunCounts } from "./event.js";
export type { Exchange, Outcome } from "./exchange.js";
export type { Finding, Severity, UntoldReason } from "./finding.js";
export { accountPicker } from "./plan/accounts.js";
export { type JsonReport, jsonReport, jsonReporter } from "./report/json-reporter.js";
export { junitReport, junitReporter } from "./report/junit-reporter.js";
export { openReportFile, type ReportFile } from "./report/report-file.js";
export { type TerminalOptions, terminalReporter } from "./report/terminal-reporter.js";
export { type RunOptions, type RunResult, run } from "./run/run.js";
export { SettingsError } from "./send/settings.js";
export { type Target, TargetError, type World } from "./target.js";
export { httpTarget } from "./targets/http-target.js";
export { type Handler, inProcessTarget } from "./targets/in-process-target.js";
export type { NotExpressible, Transport, WireBody, WireHeaders, WireRequest, WireResponse } from "./wire.js";
