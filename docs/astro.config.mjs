import { fileURLToPath } from "node:url";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { contentSecurityPolicy } from "./src/build/content-security-policy.mjs";
import { reference } from "./src/build/reference.mjs";
import { repositoryMarkdown } from "./src/build/repository-markdown.mjs";

const SPECS = process.env["GATEHOUSE_DOCS_SPECS"] ?? fileURLToPath(new URL("../specs", import.meta.url));

export default defineConfig({
  // The path under which the portal is served: `/` or `/docs/`. Pages know no host.
  base: process.env["GATEHOUSE_DOCS_BASE"] ?? "/",
  trailingSlash: "always",
  // A page that is fetched because a pointer passed over its link is a request nobody asked for.
  prefetch: false,
  markdown: { rehypePlugins: [repositoryMarkdown] },
  vite: {
    define: {
      __SPECS__: JSON.stringify(SPECS),
      __REPORTS__: JSON.stringify(fileURLToPath(new URL("../reports", import.meta.url))),
      __PROMISES__: JSON.stringify(fileURLToPath(new URL("promises.yaml", import.meta.url))),
    },
    // Workspaces are linked, and Vite would take what is linked for source: as packages they are loaded by Node, once for all pages.
    ssr: { external: ["@gatehouse/description", "@gatehouse/codegen", "@gatehouse/sandbox", "@redocly/openapi-core"] },
    // Small assets inlined as data: URLs would need a wider content security policy.
    build: { assetsInlineLimit: 0 },
  },
  integrations: [
    starlight({
      title: "Gatehouse",
      description: "Identity and access APIs, described: what is certain, what is assumed, and how to call them.",
      logo: { src: "./src/assets/gatehouse.svg", alt: "" },
      favicon: "/favicon.svg",
      customCss: ["./src/styles/theme.css", "./src/styles/home.css", "./src/styles/evidence.css", "./src/styles/operation.css"],
      routeMiddleware: "./src/route-data.ts",
      components: { Footer: "./src/components/Footer.astro" },
      disable404Route: true,
      // What wraps has no scroll bar, and no unnamed region for it.
      expressiveCode: { defaultProps: { wrap: true } },
      lastUpdated: false,
      pagination: true,
      credits: false,
      sidebar: [
        { label: "Start here", items: ["index", "start", "evidence", "promises", "coverage", "measured"] },
        {
          label: "Guides",
          items: ["guides/client", "guides/testing", "guides/sandbox", "guides/contract", "guides/onboarding", "guides/add-an-api"],
        },
      ],
    }),
    // Starlight adds a sitemap, which needs to know the host; pages that work under any host have none.
    { name: "@astrojs/sitemap", hooks: {} },
    reference({ specs: SPECS }),
    contentSecurityPolicy(),
  ],
});
