/** A vendor's path template in the router's words, and the way back to its parameters. */
export interface PathTemplate {
  readonly pattern: string;
  /** The parameters of a match by name, without what stands before them in their segment. */
  params(matched: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
}

/** Which segments of a path template have a parameter, as the bits of a fraction: of two that fit one path, the lesser is more specific. */
export function vagueness(template: string): number {
  return template.split("/").reduce((sum, segment, index) => sum + (segment.includes("{") ? 2 ** -index : 0), 0);
}

const SEGMENT_WITH_PARAMETER = /^([\w.~-]*)\{([^{}]+)\}$/;

/** Reads a template such as `/api/V{version}/tenants/{id}`: a parameter ends its segment, and a fixed text may stand before it. */
export function pathTemplate(template: string): PathTemplate {
  const prefixes: Record<string, string> = {};
  const pattern = template.split("/").map((segment) => {
    const [, before = "", name] = SEGMENT_WITH_PARAMETER.exec(segment) ?? [];
    if (name === undefined) return segment;
    prefixes[name] = before;
    return before === "" ? `:${name}` : `:${name}{${before.replaceAll(".", "\\.")}[^/]+}`;
  });
  return {
    pattern: pattern.join("/"),
    params: (matched) =>
      Object.fromEntries(Object.entries(matched).map(([name, value]) => [name, value.slice(prefixes[name]?.length ?? 0)])),
  };
}
