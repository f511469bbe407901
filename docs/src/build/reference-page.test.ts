import { expect, test } from "vitest";
import { offline, offlineScript } from "./reference-page.mjs";

const PAGE =
  '<html><head><link rel="modulepreload" href="https://cdn.redocly.com/redoc/v3.0.1/bundles/redoc.standalone.js" integrity="sha384-x" crossorigin="anonymous" /></head>' +
  '<body class="x"><a href="/tenants" data-discover="true">T</a><script type="module">import { hydrate } from "https://cdn.redocly.com/redoc/v3.0.1/bundles/redoc.standalone.js";</script></body></html>';

test("the page loads our copy of the script, from the portal's path", () => {
  const made = offline(PAGE, { base: "/docs", api: "a" });
  expect(made).not.toMatch(/https?:|integrity/);
  expect(made.match(/\/docs\/_reference\/redoc\.js/g)).toHaveLength(2);
  expect(made).toContain('<a href="#/tenants" data-discover="true">');
  expect(made).toContain('<header class="portal-header"><a href="/docs/apis/a/">');
  expect(made).toContain("<noscript>");
});

test("the script calls neither for a picture nor for telemetry", () => {
  const made = offlineScript(
    "f(`https://cdn.redoc.ly/redoc/logo-mini-full.svg`,`https://cdn.redoc.ly/redoc/logo-mini.svg`,`https://otel.cloud.redocly.com/v1/traces`)",
    "/m.svg",
  );
  expect(made).toBe("f(`/m.svg`,`/m.svg`,``)");
});

test("another Redoc than the one we know stops the build instead of calling home", () => {
  expect(() => offlineScript("f()", "/m.svg")).toThrow(/does not name its logo/);
  expect(() => offline("<html></html>", { base: "", api: "a" })).toThrow(/does not name its script/);
});
