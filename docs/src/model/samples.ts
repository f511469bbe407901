/** Code that calls an operation. */
export interface Sample {
  readonly language: "typescript" | "curl";
  readonly title: string;
  readonly code: string;
}
