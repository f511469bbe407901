import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createSandbox, realClock } from "@gatehouse/sandbox";
import { subjectOf } from "@gatehouse/test-kit/subject";
import { encoded, outcomeOf } from "./values.js";

/** The APIs that have a client. */
export const APIS = (await readdir(fileURLToPath(new URL("../../../specs", import.meta.url)))).sort();

/**
 * Every operation of every client with its example, and what came of it in this process.
 *
 * @returns {Promise<readonly import("./settings.js").Case[]>}
 */
export async function casesOf() {
  const cases = [];
  for (const api of APIS) {
    const [index, { api: descriptor }, { http }] = await Promise.all(
      ["", "/operations", "/http"].map((entry) => import(`@gatehouse/${api}${entry}`)),
    );
    const create = Object.entries(index).find(([name]) => name.startsWith("create"))?.[1];
    const subject = await subjectOf(descriptor, create, http);
    for (const operation of subject.operations) {
      const sandbox = createSandbox({ clock: realClock() });
      const { credentials, ...connection } = sandbox.connect(api, operation.account);
      const client = subject.create({ ...connection, credentials, clock: sandbox.clock });
      const result = await client[operation.name]?.result(operation.input());
      if (!result?.ok) throw new Error(`${api}, ${operation.name}: its example is not accepted`, { cause: result?.error });
      cases.push({ api, operation: operation.name, credentials, input: await encoded(operation.input()), outcome: outcomeOf(result) });
    }
  }
  return cases;
}
