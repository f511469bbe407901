// Prints the size, minified and gzipped, of a module that makes a client and calls one operation: `npm run build && node bench/size.js`.
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const { outputFiles, metafile } = await build({
  stdin: {
    contents: `
      import { createClient } from "../dist/index.js";
      const getThing = { api: "a", id: "getThing", method: "GET", path: "/things/{id}", params: [["id", "path"]],
        responses: { 200: ["application/json"] }, security: [], retry: "safe" };
      const client = createClient({ id: "a", vendorRelease: "1", servers: [], logins: {}, operations: { getThing } }, { baseUrl: "https://host.example" });
      export const thing = (id) => client.getThing({ id });`,
    resolveDir: import.meta.dirname,
  },
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  write: false,
  metafile: true,
});
const code = outputFiles[0].contents;
const inputs = Object.entries(Object.values(metafile.outputs)[0].inputs).sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
for (const [file, { bytesInOutput }] of inputs) console.log(String(bytesInOutput).padStart(6), file);
console.log(`${code.length} bytes minified, ${gzipSync(code, { level: 9 }).length} bytes gzipped`);
