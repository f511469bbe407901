/** `identifier-uid`, `tenant_code`, `ID`, `X-Request-Id` → `identifierUid`, `tenantCode`, `id`, `xRequestId`. */
export function camelCase(name: string): string {
  const [first = "", ...rest] = words(name);
  // A leading run of capitals goes down, but for the last one of it where a word begins there: `IDPrime` → `idPrime`.
  const head = first.replace(/^[A-Z]+(?![a-z])|^[A-Z]/, (run) => run.toLowerCase());
  return asIdentifier(head + rest.map(upperFirst).join(""));
}

/** `simple-user` → `SimpleUser`; names that are PascalCase stay as they are. */
export function pascalCase(name: string): string {
  return asIdentifier(words(name).map(upperFirst).join(""));
}

/** `applicationId` → `APPLICATION_ID`, for environment variables. */
export function upperSnakeCase(name: string): string {
  return words(name.replace(/([a-z0-9])([A-Z])/g, "$1-$2"))
    .join("_")
    .toUpperCase();
}

/** Gives names away, each once. Who asks for a taken one gets another, and the fact is noted: nothing collides silently. */
export class NameTable {
  readonly renamed: string[] = [];
  readonly #taken: Set<string>;

  constructor(reserved: Iterable<string>) {
    this.#taken = new Set(reserved);
  }

  /** The first of the candidates under which all of `derive` is free; numbers are appended to the last one after that. */
  take(what: string, candidates: readonly [string, ...string[]], derive: (name: string) => readonly string[] = (name) => [name]): string {
    const last = candidates[candidates.length - 1] as string;
    for (let index = 0; ; index++) {
      const name = candidates[index] ?? `${last}${index - candidates.length + 2}`;
      const wanted = derive(name);
      if (wanted.some((each) => this.#taken.has(each))) continue;
      for (const each of wanted) this.#taken.add(each);
      if (index > 0) this.renamed.push(`${what} is called ${name}: ${candidates[0]} is taken`);
      return name;
    }
  }
}

/** Words that cannot name a variable in a module. */
export const RESERVED_WORDS: readonly string[] =
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield".split(
    " ",
  );

function words(name: string): string[] {
  return name.split(/[^A-Za-z0-9]+/).filter(Boolean);
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function asIdentifier(name: string): string {
  return /^[A-Za-z]/.test(name) ? name : `_${name}`;
}
