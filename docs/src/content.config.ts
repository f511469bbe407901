import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
import { glob } from "astro/loaders";

export const collections = {
  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),
  /** Decision records, as they lie in the repository. */
  decisions: defineCollection({ loader: glob({ base: "./adr", pattern: "[0-9]*.md" }) }),
  /** What each API's folder says of itself. */
  specs: defineCollection({
    loader: glob({
      base: process.env["GATEHOUSE_DOCS_SPECS"] ?? "../specs",
      pattern: "*/README.md",
      generateId: ({ entry }) => entry.split("/")[0] ?? entry,
    }),
  }),
};
