import { mkdir, readFile, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { writeWhole } from "@gatehouse/command-line";
import type { SecretOwner, SecretStore } from "../engine/secret-store.js";

type Kept = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Secrets in files that nobody but their owner may read: a folder for each customer, so that its last secret takes everything with it, whatever
 * a run that was killed has left there.
 *
 * Good enough for a machine of your own. Elsewhere put a vault behind `SecretStore`.
 */
export function secretFiles(folder: string): SecretStore {
  const place = (customer: string) => join(folder, customer, "secrets.json");
  const read = async (customer: string): Promise<Kept> => {
    const text = await readFile(place(customer), "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "{}";
      throw error;
    });
    return JSON.parse(text);
  };
  const write = async ({ customer }: SecretOwner, kept: Kept) => {
    if (Object.keys(kept).length === 0) {
      await rm(join(folder, customer), { recursive: true, force: true });
      // Not while somebody else's are in it.
      return rmdir(folder).catch(() => {});
    }
    await mkdir(join(folder, customer), { recursive: true, mode: 0o700 });
    await writeWhole(place(customer), `${JSON.stringify(kept, undefined, 2)}\n`, { mode: 0o600 });
  };
  return {
    place,
    get: async ({ customer, vendor }, name) => (await read(customer))[vendor]?.[name],
    async set(owner, name, value) {
      const kept = await read(owner.customer);
      await write(owner, { ...kept, [owner.vendor]: { ...kept[owner.vendor], [name]: value } });
    },
    async forget(owner) {
      const { [owner.vendor]: _, ...rest } = await read(owner.customer);
      await write(owner, rest);
    },
  };
}
