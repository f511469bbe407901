import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { isAllowedHost } from "./allowed-host.js";

/** What the portal is made of. */
export interface PortalOptions {
  /** Absolute folder of the built pages. */
  readonly dist: string;
  /** Path that they were built for, `/` or `/docs/`. */
  readonly base: string;
  /** Answers everything under `/<api>/`. */
  readonly sandbox: { readonly fetch: typeof fetch; readonly apis: readonly string[] };
  /** Names, beside those of this machine's loopback, under which the server may be asked. */
  readonly hosts: readonly string[];
}

/**
 * Pages at `/`, each product of the sandbox under `/<api>/`: one origin, so that pages may talk to the sandbox without any CORS,
 * and no other origin may.
 */
export function portalApplication({ dist, base, sandbox, hosts }: PortalOptions): Hono {
  const app = new Hono();
  // A name that somebody else's DNS points here must not reach the sandbox from that somebody's page.
  app.use(async (c, next) => {
    if (isAllowedHost(c.req.header("host"), hosts)) return next();
    return c.text("This host name is not the portal's: ask by its address or as localhost.\n", 421);
  });
  for (const api of sandbox.apis) {
    app.all(`/${api}`, (c) => sandbox.fetch(c.req.raw));
    app.all(`/${api}/*`, (c) => sandbox.fetch(c.req.raw));
  }
  app.use(async (c, next) => {
    await next();
    c.header("x-content-type-options", "nosniff");
    c.header("referrer-policy", "no-referrer");
    c.header("content-security-policy", "frame-ancestors 'none'");
    c.header("cross-origin-resource-policy", "same-origin");
    // What the build names by its content never changes under its name.
    c.header("cache-control", c.req.path.startsWith(`${base}_astro/`) ? "public, max-age=31536000, immutable" : "no-cache");
    if (c.res.ok && c.req.path.endsWith(".md")) c.header("content-type", "text/markdown; charset=utf-8");
  });
  app.on(["GET", "HEAD"], `${base}*`, withSlash(dist, base), pages(dist, base));
  if (base !== "/") app.get("/", (c) => c.redirect(base));
  app.notFound(async (c) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD")
      return c.text("This is a page: ask for it with GET.\n", 405, { allow: "GET, HEAD" });
    return c.html(await readFile(join(dist, "404.html"), "utf8"), 404);
  });
  return app;
}

/** A folder is asked for with a slash at its end, or links in its page would lead elsewhere. */
function withSlash(dist: string, base: string) {
  return createMiddleware(async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    if (pathname.endsWith("/") || !/^[\w./-]+$/.test(pathname) || pathname.includes("..")) return next();
    const folder = join(dist, pathname.slice(base.length - 1));
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return next();
    return c.redirect(`${pathname}/${search}`, 301);
  });
}

/** Files of the built pages; what asks for anything outside is not found (dot segments, encoded or not, back-slashes). */
function pages(dist: string, base: string) {
  return serveStatic({ root: dist, rewriteRequestPath: (asked) => asked.slice(base.length - 1) });
}
