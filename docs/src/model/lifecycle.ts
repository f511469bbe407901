import type { Description, XLifecycle } from "@gatehouse/description";

/** Releases in which a thing came and went. */
export interface LifecycleView {
  readonly since: string | undefined;
  readonly deprecated: string | undefined;
  readonly removed: string | undefined;
  /** `since 5.32, gone in 5.46`. */
  readonly text: string;
  /** The source that says so, where it is known. */
  readonly source: { readonly title: string; readonly url: string } | undefined;
}

export function lifecycleView(description: Description, lifecycle: XLifecycle | undefined): LifecycleView | undefined {
  if (!lifecycle) return undefined;
  const { since, deprecated, removed, ref } = lifecycle;
  const parts = [since && `since ${since}`, deprecated && `deprecated in ${deprecated}`, removed && `gone in ${removed}`];
  const source = description.sources[ref.split(" ")[0] ?? ""];
  return {
    since,
    deprecated,
    removed,
    text: parts.filter(Boolean).join(", "),
    source: source && { title: source.title, url: source.url },
  };
}
