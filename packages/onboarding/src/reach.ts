import { CommandError } from "@gatehouse/command-line";
import type { Connected } from "./engine/run.js";
import { isThisMachine } from "./inputs.js";

/** How long an address may take to say anything at all. */
const PATIENCE = 5_000;

/**
 * Asks every address whether somebody is there, before anything is begun. A vendor that is down is a failure like others, and does not stop
 * the rest; only where nobody answers at all there is nothing to do.
 *
 * @throws {CommandError} where no address answers.
 */
export async function reach(connected: readonly Connected[], ask: typeof fetch = fetch): Promise<void> {
  const addresses = connected.flatMap(({ vendor, inputs }) =>
    Object.entries(vendor.variables).flatMap(([input, { kind }]) => (kind === "address" ? [inputs[input] ?? ""] : [])),
  );
  const origins = [...new Set(addresses.map((address) => new URL(address).origin))];
  const answers = await Promise.all(origins.map((origin) => answersAt(origin, ask)));
  if (answers.includes(true)) return;
  const hint = origins.some(isThisMachine)
    ? "start the sandbox with npm start, or say where it is with --sandbox"
    : "look at the addresses";
  throw new CommandError(`nothing answers at ${origins.join(", ")}`, { hint });
}

async function answersAt(origin: string, ask: typeof fetch): Promise<boolean> {
  try {
    await (await ask(origin, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) })).body?.cancel();
    return true;
  } catch {
    return false;
  }
}
