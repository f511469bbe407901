import type { Description, OperationView, ParameterView } from "@gatehouse/description";
import { camelCase, NameTable, RESERVED_WORDS } from "./names.js";

/** What an operation is called in the generated files. */
export interface OperationName {
  /** In the client, in descriptors and in errors: `getTenant`. */
  readonly key: string;
  /** Of its constant in `operations.ts`; the key, unless that is a reserved word. */
  readonly constant: string;
}

/** Names of all operations of a description, by `operationId`, and what had to be renamed. */
export interface OperationNames {
  readonly of: ReadonlyMap<string, OperationName>;
  readonly renamed: readonly string[];
}

/** One parameter of an operation as a key of its input. */
export interface InputKey {
  readonly key: string;
  readonly parameter: ParameterView;
}

/** The keys of an operation's input, and what had to be renamed. */
export interface InputKeys {
  readonly keys: readonly InputKey[];
  readonly renamed: readonly string[];
}

/** Names of operations: the `operationId` in camelCase. */
export function operationNames(description: Description): OperationNames {
  const keys = new NameTable([]);
  const constants = new NameTable([...RESERVED_WORDS, "api", "service", "validation", "report", "strict", "isDriftError"]);
  const of = new Map<string, OperationName>();
  for (const view of description.operations) {
    const what = `operation ${view.id}`;
    const key = keys.take(what, [camelCase(view.id)]);
    of.set(view.id, { key, constant: constants.take(`the constant of ${what}`, [key, `${key}Operation`]) });
  }
  return { of, renamed: [...keys.renamed, ...constants.renamed] };
}

/**
 * Keys of the flat input object: parameter names in camelCase. Two that collide get their place as prefix, both; a parameter called
 * `body` becomes `bodyParam`, because `body` is the body.
 */
export function inputKeys(view: OperationView): InputKeys {
  const parameters = view.parameters.filter((parameter) => !isIgnored(parameter));
  const plain = parameters.map((parameter) => camelCase(parameter.name));
  const table = new NameTable(["body"]);
  const renamed: string[] = [];
  const keys = parameters.map((parameter, index): InputKey => {
    const wanted = plain[index] as string;
    const what = `${view.id}: ${parameter.in} parameter "${parameter.name}"`;
    if (plain.filter((name) => name === wanted).length === 1) return { key: table.take(what, [wanted, `${wanted}Param`]), parameter };
    const key = table.take(what, [camelCase(`${parameter.in}-${wanted}`)]);
    renamed.push(`${what} is called ${key}: several parameters would be ${wanted}`);
    return { key, parameter };
  });
  return { keys, renamed: [...table.renamed, ...renamed] };
}

// OpenAPI 3.1, Parameter Object: header parameters of these names "SHALL be ignored".
function isIgnored(parameter: ParameterView): boolean {
  return parameter.in === "header" && /^(accept|content-type|authorization)$/i.test(parameter.name);
}
