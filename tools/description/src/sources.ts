/** What kind of thing a source is; which levels of evidence it can carry follows from it. */
export type SourceKind = "vendor-docs" | "vendor-openapi" | "vendor-client" | "third-party-client" | "sibling-docs";

/** One entry of `sources.yaml`: a public source that claims refer to. */
export interface Source {
  readonly title: string;
  readonly url: string;
  readonly kind: SourceKind;
  /** The vendor release that it speaks of. */
  readonly release?: string;
  /** When we read it, `2026-11-20`. */
  readonly read: string;
  /** True for a machine-readable model that lists everything: only then may properties inherit the claim of their schema. */
  readonly complete?: boolean;
  readonly note?: string;
}

/** `sources.yaml`: public sources by key. */
export type Sources = Readonly<Record<string, Source>>;
