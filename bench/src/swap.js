import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "@gatehouse/codegen/compile";
import { loadDescription } from "@gatehouse/description";
import { figure } from "@gatehouse/repository/report";
import { generatePeers } from "./peers.js";

/** @typedef {import("@gatehouse/repository/report").Figure} Figure */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const RESULTS = fileURLToPath(new URL("../.results/swap/", import.meta.url));

/** Where other emitters put the types of schemas. */
const EMITTERS = { redocly: "redocly/client", "hey-api": "hey-api/types.gen" };

/** What an application wrote. */
const USER = "user.ts";

/** Models of which another emitter says less, and what: whoever changes over loses that, and nothing else. */
const SAYS_LESS = /** @type {Readonly<Record<string, Readonly<Record<string, string>>>>} */ ({
  redocly: { CreateTenantParms: "members that allOf makes required, and one that may not be sent" },
  "hey-api": {
    CreateTenantParms: "a member that may not be sent",
    TenantSearch: "alternatives inside a list, beside allOf",
    UsageSearch: "alternatives inside a list, beside allOf",
    TenantCreation: "a secret that is only sent: it is in a second type",
  },
});

/**
 * Whether openapi-typescript can be exchanged: the models of every API as others emit them, compared with ours, and put in their place.
 *
 * @returns {Promise<Record<string, Figure>>}
 */
export async function swap() {
  /** @type {Record<string, Figure>} */
  const figures = {};
  for (const api of await readdir(join(ROOT, "specs"))) {
    const generated = join(ROOT, "packages", api, "src/generated");
    if (!existsSync(generated)) continue;
    const folder = join(RESULTS, api);
    await generatePeers(await loadDescription(join(ROOT, "specs", api)), folder);
    const read = async (/** @type {string} */ name) =>
      /** @type {const} */ ([`generated/${name}`, await readFile(join(generated, name), "utf8")]);
    const workspace = join(ROOT, "packages", api);
    const ours = [
      ...(await Promise.all(["schema.ts", "models.ts", "operations.ts", "client.ts"].map(read))),
      /** @type {const} */ (["index.ts", await readFile(join(workspace, "src/index.ts"), "utf8")]),
      /** @type {const} */ ([
        USER,
        (await readFile(join(workspace, "test/user-script.ts"), "utf8")).replace(`@gatehouse/${api}`, "./index.js"),
      ]),
    ];
    for (const [emitter, file] of Object.entries(EMITTERS)) {
      const text = await readFile(join(folder, `${file}.ts`), "utf8");
      Object.assign(figures, compare(api, emitter, { folder, ours, module: `./${file}.js`, text }));
    }
  }
  return figures;
}

/**
 * @param {string} api
 * @param {string} emitter
 * @param {{ readonly folder: string, readonly ours: readonly (readonly [string, string])[], readonly module: string, readonly text: string }} files
 * @returns {Record<string, Figure>}
 */
function compare(api, emitter, { folder, ours, module, text }) {
  const models = /** @type {string} */ (ours.find(([name]) => name === "generated/models.ts")?.[1]);
  // `FIDOToken` is `FidoToken` elsewhere.
  const theirs = new Map([...text.matchAll(/^export type (\w+)/gm)].map(([, name = ""]) => [name.toLowerCase(), name]));
  const pairs = [...models.matchAll(/^(?:export )?type (\w+?)\$? = components\["schemas"\]\["[^"]+"\];$/gm)].map(
    ([, name = ""]) => /** @type {const} */ ([name, theirs.get(name.toLowerCase())]),
  );
  const known = pairs.flatMap(([name, other]) => (other ? [/** @type {const} */ ([name, other])] : []));

  const comparison = [
    'import type * as A from "./generated/models.js";',
    `import type * as B from "${module}";`,
    "type Equal<X, Y> = (<T>() => T extends X ? 1 : 2) extends <T>() => T extends Y ? 1 : 2 ? true : false;",
    "type Fits<X, Y> = [X] extends [Y] ? true : false;",
    "type Alike<X, Y> = Fits<X, Y> extends true ? Fits<Y, X> : false;",
    ...known.flatMap(([name, other]) =>
      ["Equal", "Alike"].map((how) => `export const ${how}_${name}: ${how}<A.${name}, B.${other}> = true;`),
    ),
  ];
  const { errors } = compile([...ours, ["comparison.ts", comparison.join("\n")]], { folder });
  // Only "is not true" is an answer: types that could not be read would all be alike.
  const unread = errors.filter(
    (error) => error.startsWith("comparison.ts") && !error.includes("Type 'true' is not assignable to type 'false'"),
  );
  if (unread.length > 0) throw new Error(`${api}, ${emitter}: ${unread[0]}`);
  const failed = (/** @type {string} */ how) =>
    errors.flatMap((error) => {
      const line = Number(/^comparison\.ts:(\d+) /.exec(error)?.[1] ?? 0);
      return new RegExp(`^export const ${how}_(\\w+)`).exec(comparison[line - 1] ?? "")?.[1] ?? [];
    });

  // Theirs in the place of ours: what is written by hand and what an application wrote must not notice.
  const swapped = models
    .replaceAll(/= components\["schemas"\]\["([^"]+)"\];$/gm, (whole, component) => {
      const other = theirs.get(component.replaceAll(/\W/g, "").toLowerCase());
      return other ? `= B.${other};` : whole;
    })
    .replace(/^import /m, `import type * as B from ".${module}";\nimport `);
  const others = ours.map(([name, content]) => /** @type {const} */ ([name, name === "generated/models.ts" ? swapped : content]));
  const broken = compile(others, { folder }).errors.filter((error) => others.some(([name]) => error.startsWith(`${name}:`)));

  const says = SAYS_LESS[emitter] ?? {};
  const differing = failed("Alike").map((name) => `${name}: ${says[name] ?? "nobody knows why"}`);
  const explained = known.filter(([name]) => name in says).length;
  const missing = pairs.filter(([, other]) => !other).map(([name]) => name);
  return {
    [`${api}: models that ${emitter} emits as well`]: figure(known.length, "models", {
      target: { atLeast: pairs.length },
      details: missing,
    }),
    [`${api}: models equal to ${emitter}'s`]: figure(known.length - failed("Equal").length, "models"),
    [`${api}: models mutually assignable with ${emitter}'s`]: figure(known.length - differing.length, "models", {
      target: { atLeast: known.length - explained },
      details: differing,
    }),
    [`${api}: errors of the client over ${emitter}'s models`]: figure(broken.length, "errors", { target: { atMost: 0 }, details: broken }),
  };
}
