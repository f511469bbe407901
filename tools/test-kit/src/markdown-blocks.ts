import { readFile } from "node:fs/promises";

/** The TypeScript blocks that a Markdown file shows. */
export async function typescriptBlocks(file: string): Promise<readonly string[]> {
  return [...(await readFile(file, "utf8")).matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]!);
}
