/** The addresses that Redoc asks for a picture of its maker; nothing on the portal is loaded from elsewhere. */
const LOGO = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g;
const TELEMETRY = /https:\/\/otel\.cloud\.redocly\.com\/v1\/traces/g;
const BUNDLE = /https:\/\/cdn\.redocly\.com\/redoc\/[^"']+\/redoc\.standalone\.js/g;

/**
 * Redoc's script without the two addresses that it would call.
 *
 * @param {string} script
 * @param {string} logo Address of what stands in for the picture.
 */
export function offlineScript(script, logo) {
  for (const [what, address] of /** @type {const} */ ([
    ["its logo", LOGO],
    ["its telemetry", TELEMETRY],
  ])) {
    if (script.search(address) < 0)
      throw new Error(`redoc.standalone.js does not name ${what} where it used to – look at what it calls now`);
  }
  return script.replace(LOGO, logo).replace(TELEMETRY, "");
}

/**
 * The page that `redocly build-docs` wrote, with our copy of the script, our colours, a way back and the notice that stands on every page.
 *
 * @param {string} html
 * @param {{ readonly base: string, readonly api: string }} options
 */
export function offline(html, { base, api }) {
  if (html.search(BUNDLE) < 0)
    throw new Error("redocly build-docs does not name its script where it used to – look at the page it writes now");
  return (
    html
      .replace(BUNDLE, `${base}/_reference/redoc.js`)
      // Redoc renders its menu for the root of a site; in the browser it uses the hash.
      .replace(/href="(\/[^"]*)" data-discover="true"/g, 'href="#$1" data-discover="true"')
      // The hash is of the file that is not loaded; ours is of this origin.
      .replace(/ integrity="[^"]*" crossorigin="anonymous"/g, "")
      .replace(
        "</head>",
        `<link rel="stylesheet" href="${base}/_reference/reference.css"><link rel="icon" href="${base}/favicon.svg" type="image/svg+xml"></head>`,
      )
      .replace(
        /<body[^>]*>/,
        (body) =>
          `${body}<header class="portal-header"><a href="${base}/apis/${api}/">← Overview, evidence and samples</a></header>` +
          `<noscript><p class="portal-notice">This page needs JavaScript. <a href="${base}/apis/${api}/">The page per operation</a> does not.</p></noscript>`,
      )
  );
}
