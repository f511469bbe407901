import { createSandbox, SANDBOX_ORIGIN } from "@gatehouse/sandbox";
import { expect, test } from "vitest";
import { createWorld, go, prepareIn } from "../test/support/world.js";
import { connectAll } from "./connect.js";
import { Hidden } from "./engine/secret-store.js";
import { vendors } from "./vendors/index.js";

const connect = (environment: Record<string, string>) =>
  connectAll(vendors, { environment, sandbox: SANDBOX_ORIGIN, hidden: new Hidden() });

test("an address that cannot be one is wrong usage, and its variable is named", () => {
  for (const url of ["ftp://127.0.0.1", "http://user:secret@127.0.0.1", "http://127.0.0.1/?x"]) {
    expect(() => connect({ ENTRUST_IDAAS_URL: url })).toThrow(
      expect.objectContaining({ name: "CommandError", hint: "look at ENTRUST_IDAAS_URL" }),
    );
  }
  expect(() => connect({ BASIP_PANEL_APARTMENT: "1-1" })).toThrow("BASIP_PANEL_APARTMENT is no address of an apartment");
});

test("credentials go over plain http to a panel only where somebody says so", () => {
  const elsewhere = {
    BASIP_PANEL_URL: "http://192.168.1.90",
    BASIP_PANEL_USERNAME: "a",
    BASIP_PANEL_PASSWORD: "b",
    BASIP_PANEL_APARTMENT: "1-1-1-1",
    BASIP_PANEL_CARD_NUMBER: "1",
  };
  expect(() => connect(elsewhere)).toThrow("plain http");
  expect(connect({ ...elsewhere, BASIP_PANEL_ALLOW_INSECURE: "yes" })).toHaveLength(vendors.length);
});

test("a customer is gone on with where it was begun", async () => {
  const world = createWorld(createSandbox());
  await go(world, "onboard");
  for (const [variable, value] of [
    ["THALES_IDPV_URL", "http://localhost:1/thales-idpv"],
    ["BASIP_PANEL_APARTMENT", "1-1-2-9"],
    ["IMAGEWARE_GMI_ALG_CODE", "htpalm"],
  ] as const) {
    await expect(prepareIn(world, { environment: { [variable]: value } })).rejects.toThrow(
      expect.objectContaining({
        message: expect.stringMatching(new RegExp(`^Birch Bank was begun with ${variable}=\\S+, and now it is ${value}$`)),
      }),
    );
  }
  // Secrets may change: who renews a password goes on with the same customer.
  await prepareIn(world, { environment: { BASIP_PANEL_PASSWORD: "renewed" } });
  await prepareIn(world, { name: "Another Bank", environment: { BASIP_PANEL_APARTMENT: "1-1-2-9" } });
});
