/** A path that a table has, with what stands in the place of its parameters. */
export interface Match<Route> {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Pattern<Route> {
  readonly route: Route;
  readonly names: readonly string[];
  readonly expression: RegExp;
}

const NONE = Object.freeze({});

/**
 * Paths by template, such as `/api/V{version}/tenants/{id}`: a parameter is a whole segment or ends it. Of two templates that fit one path the
 * more specific is taken, whatever their order: `/person/registration` before `/person/{id}`.
 */
export class RouteTable<Route> {
  readonly #fixed = new Map<string, Match<Route>>();
  /** By the number of segments. */
  readonly #patterns = new Map<number, Pattern<Route>[]>();

  constructor(routes: Iterable<readonly [template: string, route: Route]>) {
    for (const [template, route] of [...routes].sort(([a], [b]) => vagueness(a) - vagueness(b))) {
      if (!template.includes("{")) this.#fixed.set(template, { route, params: NONE });
      else {
        const depth = depthOf(template);
        this.#patterns.set(depth, [...(this.#patterns.get(depth) ?? []), { route, ...pattern(template) }]);
      }
    }
  }

  /** The route of a path, its parameters decoded. */
  find(path: string): Match<Route> | undefined {
    const fixed = this.#fixed.get(path);
    if (fixed) return fixed;
    for (const { route, names, expression } of this.#patterns.get(depthOf(path)) ?? []) {
      const found = expression.exec(path);
      if (found) return { route, params: Object.fromEntries(names.map((name, index) => [name, decoded(found[index + 1]!)])) };
    }
    return undefined;
  }
}

/** Which segments of a template have a parameter, as the bits of a fraction: of two that fit one path, the lesser is more specific. */
function vagueness(template: string): number {
  return template.split("/").reduce((sum, segment, index) => sum + (segment.includes("{") ? 2 ** -index : 0), 0);
}

function depthOf(path: string): number {
  let depth = 0;
  for (let at = path.indexOf("/"); at !== -1; at = path.indexOf("/", at + 1)) depth++;
  return depth;
}

function pattern(template: string): Pick<Pattern<unknown>, "names" | "expression"> {
  const names: string[] = [];
  const segments = template.split("/").map((segment) => {
    const [, before = segment, name] = /^([^{}]*)\{([^{}]+)\}$/.exec(segment) ?? [];
    if (name !== undefined) names.push(name);
    return before.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&") + (name === undefined ? "" : "([^/]+)");
  });
  return { names, expression: new RegExp(`^${segments.join("/")}$`) };
}

/** What is no valid encoding stays as it was sent. */
function decoded(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
