/** Exit codes that every Gatehouse command uses with the same meaning. */
export const EXIT = {
  /** Done, nothing to report. */
  ok: 0,
  /** Done, and something was found: a drift, a broken description, a failed check. */
  findings: 1,
  /** Could not be told: wrong usage, unreadable input, nothing listens, a missing secret. */
  untold: 2,
  /** Ended by Ctrl-C. */
  interrupted: 130,
} as const;

/**
 * A failure that a person can mend: printed as one message without a stack.
 *
 * @example
 * throw new CommandError(`port ${port} is taken`, { hint: "choose another with --port", exitCode: EXIT.untold });
 */
export class CommandError extends Error {
  override readonly name = "CommandError";
  /** Default 2. */
  readonly exitCode: number;
  /** What would be right; printed behind the message. */
  readonly hint: string | undefined;

  constructor(message: string, options: { readonly hint?: string; readonly exitCode?: number; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.exitCode = options.exitCode ?? EXIT.untold;
    this.hint = options.hint;
  }
}
