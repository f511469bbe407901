/** A value that a sample does not show but takes from the environment. */
export class Secret {
  constructor(
    /** Name of the environment variable. */
    readonly variable: string,
  ) {}
}
