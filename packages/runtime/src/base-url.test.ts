import { describe, expect, it } from "vitest";
import { fixtureApi } from "../test/support/fixture-api.js";
import {
  type ClientOptions,
  ConfigurationError,
  createClient,
  type GatehouseError,
  isConfigurationError,
  type OperationDescriptor,
} from "./index.js";

interface Client {
  readonly authenticate: (input: { body: unknown }) => Promise<unknown>;
}

/** The URL that a client with these options calls, or the error that its making ends with. */
async function called(options: Partial<ClientOptions<unknown>>, servers: readonly string[] = ["default"], server?: string) {
  let url: string | undefined;
  const authenticate = { ...fixtureApi.operations["authenticate"]!, ...(server !== undefined && { server }) };
  try {
    const client = createClient<Client>(
      { ...fixtureApi, servers, operations: { ...fixtureApi.operations, authenticate } },
      {
        baseUrl: "https://host.example",
        ...options,
        fetch: async (to) => {
          url = to;
          return Response.json({});
        },
      },
    );
    await client.authenticate({ body: {} });
  } catch (error) {
    return error as GatehouseError;
  }
  return url;
}

const secret = { credentials: { applicationId: "a", sharedSecret: "b" } };

describe("baseUrl", () => {
  it.each([
    ["https://host.example", "https://host.example/authenticate"],
    ["https://host.example/", "https://host.example/authenticate"],
    ["https://host.example:8443/prefix//", "https://host.example:8443/prefix/authenticate"],
    ["HTTPS://Host.Example/A%20b", "https://host.example/A%20b/authenticate"],
    ["http://[::1]:3000", "http://[::1]:3000/authenticate"],
  ])("%s is where requests go", async (baseUrl, url) => {
    expect(await called({ baseUrl })).toBe(url);
  });

  it.each([
    ["a user name", "https://someone@host.example", /user name or password/],
    ["a password", "https://someone:pass-word@host.example", /user name or password/],
    ["a password only", "https://:pass-word@host.example", /user name or password/],
    ["a query", "https://host.example/?key=pass-word", /query or fragment/],
    ["an empty query", "https://host.example/?", /query or fragment/],
    ["a fragment", "https://host.example/#pass-word", /query or fragment/],
    ["another scheme", "ftp://host.example/pass-word", /no address like/],
    ["a path only", "/prefix/pass-word", /no address like/],
    ["nothing", "", /no address like/],
  ])("with %s is refused, without repeating it", async (_name, baseUrl, message) => {
    const error = (await called({ baseUrl })) as ConfigurationError;
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(isConfigurationError(error)).toBe(true);
    expect(error).toMatchObject({ code: "configuration", option: "baseUrl", api: "fixture" });
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("pass-word");
  });

  it("is one address for every server, or one by each server's name", async () => {
    const servers = ["user", "gmi"];
    const baseUrl = { user: "https://user.example", gmi: "https://gmi.example/" };
    expect(await called({ baseUrl }, servers, "gmi")).toBe("https://gmi.example/authenticate");
    expect(await called({ baseUrl }, servers, "user")).toBe("https://user.example/authenticate");
    expect(await called({ baseUrl: "https://gate.example" }, servers, "gmi")).toBe("https://gate.example/authenticate");
    expect(await called({ baseUrl: { user: "https://user.example" } }, servers)).toMatchObject({
      code: "configuration",
      option: "baseUrl.gmi",
    });
    expect(await called({ baseUrl: undefined as unknown as string })).toMatchObject({ code: "configuration" });
  });
});

describe("credentials over plain http:", () => {
  it.each([
    "http://host.example",
    "http://10.0.0.7",
    "http://localhost.example",
    "http://notlocalhost",
    "http://127.0.0.1.example",
    "http://128.0.0.1",
    "http://[::2]",
  ])("to %s are refused when the client is made", async (baseUrl) => {
    expect(await called({ baseUrl, ...secret })).toMatchObject({ code: "configuration", option: "baseUrl", attempts: 0 });
  });

  it.each(["http://localhost:3000", "http://panel.localhost", "http://127.0.0.1", "http://127.255.0.9:1", "http://[::1]"])(
    "to %s are fine: it is this machine",
    async (baseUrl) => {
      expect(await called({ baseUrl, ...secret })).toBe(`${baseUrl}/authenticate`);
    },
  );

  it("are sent where the user accepts that", async () => {
    expect(await called({ baseUrl: "http://10.0.0.7", ...secret, allowInsecure: true })).toBe("http://10.0.0.7/authenticate");
  });

  it("matter on every server", async () => {
    const baseUrl = { a: "https://host.example", b: "http://host.example" };
    expect(await called({ baseUrl, ...secret }, ["a", "b"])).toMatchObject({ option: "baseUrl.b" });
  });

  it("are no question without credentials", async () => {
    expect(await called({ baseUrl: "http://host.example" })).toBe("http://host.example/authenticate");
  });
});

describe("other options", () => {
  it.each([
    ["deadline", 0],
    ["deadline", -5],
    ["deadline", Number.NaN],
    ["deadline", "30" as unknown as number],
    ["attempts", 0],
    ["attempts", 1.5],
  ])("%s = %s is refused", async (option, value) => {
    expect(await called({ [option]: value })).toMatchObject({ code: "configuration", option });
  });

  it("a client of some operations must have those that they need", () => {
    const { getOne, buildThing, authenticate, getBuild } = fixtureApi.operations;
    const make = (operations: object) => () =>
      createClient({ ...fixtureApi, operations: operations as typeof fixtureApi.operations }, { baseUrl: "https://host.example" });
    expect(make({ getOne })).toThrow("fixture: option operations lack authenticate, which getOne needs");
    expect(make({ buildThing, authenticate, getBuild })).toThrow("lack getBuilt, which buildThing needs");
    expect(make({ getOne, authenticate })).not.toThrow();
  });

  it("an operation that is written by hand must have the parts that it needs", () => {
    const { listThings, buildThing, ...others } = fixtureApi.operations as Record<string, OperationDescriptor>;
    const form: OperationDescriptor = { ...others["createThing"]!, id: "sendForm", body: { type: "multipart/form-data; charset=utf-8" } };
    const make =
      ({ parts: _parts, ...operation }: OperationDescriptor) =>
      () =>
        createClient({ ...fixtureApi, operations: { ...others, [operation.id]: operation } }, { baseUrl: "https://host.example" });
    expect(make(listThings!)).toThrow("fixture: option operations lack the part pages, which listThings needs");
    expect(make(buildThing!)).toThrow("lack the part jobs, which buildThing needs");
    expect(make(form)).toThrow("lack the part forms, which sendForm needs");
  });
});
