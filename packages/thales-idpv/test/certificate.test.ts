import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createThalesIdpv, type ThalesIdpv } from "@gatehouse/thales-idpv";
import { http, tenantForm } from "@gatehouse/thales-idpv/http";
import { createCA, createCert } from "mkcert";
import { Agent, fetch as fetchOverUndici } from "undici";
import { afterAll, beforeAll, expect, test } from "vitest";

// A server as it stands in a company's own network: its certificate is signed by an authority that no machine knows by itself.

const ID = "a60b3c9e-1f58-4d27-9be4-05d7c8f2e613";
let folder: string;
let file: string;
let authority: string;
let server: Server;
let baseUrl: string;
let bodies: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gatehouse-"));
  file = join(folder, "company-ca.pem");
  const ca = await createCA({ organization: "Linden", countryCode: "NL", state: "Utrecht", locality: "Utrecht", validity: 2 });
  authority = ca.cert;
  await writeFile(file, authority);
  const { key, cert } = await createCert({ ca, domains: ["localhost"], validity: 2 });
  bodies = [];
  server = createServer({ key, cert }, (request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      bodies.push(body);
      response.setHeader("content-type", "application/json").end(JSON.stringify({ tenantId: ID, tenantName: "Linden Works" }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  baseUrl = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

/** The client of the README: one authority, for this client only. */
function trusting(dispatcher: Agent): ThalesIdpv {
  return createThalesIdpv({
    baseUrl,
    credentials: { apiKey: "a-key" },
    fetch: ((url: string, init: object) => fetchOverUndici(url, { ...init, dispatcher })) as unknown as typeof fetch,
  });
}

test("without the authority nothing is sent, and the error says that the certificate is why", async () => {
  const idpv = createThalesIdpv({ baseUrl, credentials: { apiKey: "a-key" }, attempts: 1 });
  await expect(idpv.getTenant({ tenantId: ID })).rejects.toMatchObject({
    code: "connection",
    reason: expect.stringMatching(/UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT)|SELF_SIGNED_CERT/),
  });
  expect(bodies).toEqual([]);
});

test("a fetch that knows the authority makes a client that does, for reads, JSON and forms", async () => {
  const dispatcher = new Agent({ connect: { ca: authority } });
  try {
    const idpv = trusting(dispatcher);
    expect((await idpv.getTenant({ tenantId: ID })).tenantName).toBe("Linden Works");
    await idpv.updateTenant({ tenantId: ID, body: { tenantId: ID, isSksMode: true } });
    expect(JSON.parse(bodies.at(-1) ?? "")).toEqual({ tenantId: ID, isSksMode: true });
    const change = { params: { path: { tenantId: ID } }, body: { tenantId: ID, isSksMode: true }, bodySerializer: tenantForm };
    await http(idpv).PUT("/SystemTenant/V1/Tenants/{tenantId}", change);
    expect(bodies.at(-1)).toContain('name="isSksMode"\r\n\r\ntrue\r\n');
  } finally {
    await dispatcher.close();
  }
});

test("NODE_EXTRA_CA_CERTS makes a whole process know it", async () => {
  const script = `
    import { createThalesIdpv } from "@gatehouse/thales-idpv";
    const idpv = createThalesIdpv({ baseUrl: "${baseUrl}", credentials: { apiKey: "a-key" } });
    console.log((await idpv.getTenant({ tenantId: "${ID}" })).tenantName);`;
  const output = await new Promise<string>((resolve, reject) => {
    const options = { cwd: import.meta.dirname, env: { ...process.env, NODE_EXTRA_CA_CERTS: file } };
    execFile(process.execPath, ["--input-type=module", "--eval", script], options, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
  expect(output.trim()).toBe("Linden Works");
});
