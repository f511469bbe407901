import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sandboxProducts } from "@gatehouse/sandbox";
import { describe, expect, test } from "vitest";
import type { Vendor } from "./engine/step.js";
import { inputsOf, isThisMachine } from "./inputs.js";
import { vendors } from "./vendors/index.js";

const HERE = "http://127.0.0.1:4010";
const read = (environment: Record<string, string> = {}, sandbox = HERE) => {
  const all = inputsOf(vendors, environment, sandbox);
  return Object.fromEntries([...all].map(([{ id }, inputs]) => [id, inputs]));
};
const missing = (environment: Record<string, string>) => {
  try {
    read(environment);
    return [];
  } catch (error) {
    return (error as Error).message.replace("not set: ", "").split(", ").sort();
  }
};
const named = (vendor: Vendor, what: (input: Vendor["variables"][string]) => unknown) =>
  Object.values(vendor.variables)
    .filter(what)
    .map(({ name }) => name);

test("without a variable everything is the sandbox's", () => {
  const inputs = read();
  for (const { name, accounts } of sandboxProducts) {
    const vendor = vendors.find(({ id }) => id === name);
    if (!vendor) continue;
    expect(inputs[name]?.["url"]).toBe(`${HERE}/${name}`);
    expect(inputs[name]).toMatchObject(accounts[0]!.credentials);
  }
  expect(inputs["imageware-gmi"]?.["userUrl"]).toBe(`${HERE}/imageware-gmi`);
});

test("a variable counts before what the sandbox has", () => {
  const inputs = read({
    BASIP_PANEL_URL: "http://localhost:9000/",
    BASIP_PANEL_PASSWORD: "of-mine",
    IMAGEWARE_GMI_USER_URL: "http://localhost:9001",
  });
  expect(inputs["basip-panel"]).toMatchObject({ url: "http://localhost:9000/", username: "admin", password: "of-mine" });
  expect(inputs["imageware-gmi"]).toMatchObject({
    url: `${HERE}/imageware-gmi`,
    userUrl: "http://localhost:9001",
    clientId: "sandbox-linden",
  });
  expect(read({ BASIP_PANEL_PASSWORD: "" })["basip-panel"]).toMatchObject({ password: "123456" });
});

describe.each(vendors.map((vendor) => [vendor.id, vendor] as const))("%s", (_, vendor) => {
  test("elsewhere nothing of the sandbox is used, and every variable that is missing is named", () => {
    const [address = ""] = named(vendor, ({ kind }) => kind === "address");
    const own = named(vendor, ({ sandbox }) => sandbox !== undefined);
    expect(own.length).toBeGreaterThan(2);
    expect(missing({ [address]: "https://vendor.example" })).toEqual(own.sort());
    expect(missing({ [address]: "http://127.0.0.1.vendor.example" })).toEqual(own.sort());
  });

  test("variables are called as the contract checks call them", () => {
    const prefix = `${vendor.id.replaceAll("-", "_").toUpperCase()}_`;
    for (const { name } of Object.values(vendor.variables)) expect(name.startsWith(prefix), name).toBe(true);
  });
});

test("one address elsewhere is enough to keep the sandbox's credentials back", () => {
  expect(missing({ IMAGEWARE_GMI_USER_URL: "https://users.example" })).toContain("IMAGEWARE_GMI_CLIENT_SECRET");
  expect(() => read({}, "https://sandbox.example")).toThrow("ENTRUST_IDAAS_SHARED_SECRET");
});

test("a file is read, and one that cannot be is named with its variable", () => {
  const file = join(mkdtempSync(join(tmpdir(), "inputs-")), "idp.json");
  writeFileSync(file, '{"IdentityProvider":"STA"}');
  expect(read({ THALES_IDPV_IDP_CONFIGURATION: file })["thales-idpv"]?.["idpConfiguration"]).toBe('{"IdentityProvider":"STA"}');
  expect(() => read({ THALES_IDPV_IDP_CONFIGURATION: `${file}.gone` })).toThrow(
    /^THALES_IDPV_IDP_CONFIGURATION: .*gone cannot be read \(ENOENT\)$/,
  );
});

test("this machine is loopback and nothing else", () => {
  for (const address of ["http://127.0.0.1:1", "http://127.9.9.9", "https://localhost", "http://a.localhost", "http://[::1]:80/x"])
    expect(isThisMachine(address), address).toBe(true);
  for (const address of ["", "x", "http://10.0.0.1", "http://localhost.example", "http://127.0.0.1.example", "http://[::2]"])
    expect(isThisMachine(address), address).toBe(false);
});
