import { object } from "../document.js";
import { factsOf } from "../facts.js";
import type { ApiPlan } from "../plan.js";
import { docBlock, prose } from "../text.js";
import { HEADER } from "./header.js";

/** `models.ts`: one exported name per schema, over `schema.ts`. The seam that lets openapi-typescript be exchanged. */
export function emitModels({ models, document }: ApiPlan): string {
  const parts = models.map(({ name, path, schema, component, nameable }) => {
    const node = document.resolve(schema);
    const facts = factsOf(node);
    const description = object(schema)["description"] ?? node["description"];
    const lines = [...prose(typeof description === "string" ? description : undefined), ...(facts ? [facts] : [])];
    const doc = docBlock(lines);
    if (!nameable || component === undefined) return `${doc}export type ${name} = ${path};\n`;
    // An interface keeps its name in hovers and error messages; an alias of an indexed type does not.
    return `type ${name}$ = ${path};\n${doc}export interface ${name} extends ${name}$ {}\n`;
  });
  const used = ["components", "paths"].filter((name) => models.some(({ path }) => new RegExp(`(?<![\\w"])${name}\\[`).test(path)));
  const imports = used.length > 0 ? `import type { ${used.join(", ")} } from "./schema.js";\n\n` : "export {};\n";
  return `${HEADER}${imports}${parts.join("\n")}`;
}
