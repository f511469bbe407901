import { isAuthenticationError } from "@gatehouse/runtime";
import { describe, expect, test } from "vitest";
import { accountsOf, openSandbox } from "./accounts.js";
import type { Subject } from "./subject.js";

const lost = (code: string) => async () => {
  throw new TypeError("fetch failed", { cause: Object.assign(new Error("failed"), { code }) });
};
const page = (status: number) => async () => new Response("<h1>It works", { status, headers: { "content-type": "text/html" } });

/** Who cannot log in is told what seems wrong: host, path or credentials, as far as the answer tells. */
export function loginFailure({ api, create, ...subject }: Subject): void {
  const { guarded, login } = accountsOf({ api, create, ...subject }) ?? {};
  if (!guarded) return;

  const { connect } = openSandbox(api);
  const { baseUrl, credentials, ...connection } = connect(guarded.account);
  const names = Object.keys(credentials);
  const errorWith = async (wrong: object) => {
    const outcome = await create({ baseUrl, credentials, ...connection, ...wrong })[guarded.name]!.result(guarded.input());
    if (outcome.ok) throw new Error("it worked");
    return outcome.error;
  };

  describe("who cannot get in is told why", () => {
    if (login) {
      const failure = async (wrong: object) => {
        const error = await errorWith(wrong);
        if (!isAuthenticationError(error)) throw error;
        expect(error).toMatchObject({ api, operation: guarded.name, attempts: 0 });
        expect(error.cause).toMatchObject({ operation: login.name });
        return error;
      };

      test.each(["ENOTFOUND", "ECONNREFUSED"])("by the host, where there is none (%s)", async (code) => {
        const { suspect, message } = await failure({ baseUrl: "https://nobody.example", fetch: lost(code) });
        expect([suspect, message]).toEqual([
          "host",
          expect.stringContaining(`no whole answer from nobody.example (${code}) – is the host`),
        ]);
      });

      test("by the host, where it is not trusted", async () => {
        const { suspect, message } = await failure({ fetch: lost("SELF_SIGNED_CERT_IN_CHAIN") });
        expect([suspect, message]).toEqual([
          "host",
          expect.stringContaining("(SELF_SIGNED_CERT_IN_CHAIN) – is the host in baseUrl right, and trusted?"),
        ]);
      });

      test.each([200, 404])("by the path, where a web page answers with %i", async (status) => {
        const { suspect, message } = await failure({ fetch: page(status) });
        expect([suspect, message]).toEqual(["path", expect.stringContaining("are host and path in baseUrl right?")]);
      });

      test("by the path, where the server has another", async () => {
        for (const wrong of [`${baseUrl}/wrong`, `${baseUrl}-wrong`]) {
          const { suspect, message } = await failure({ baseUrl: wrong });
          expect([suspect, message], wrong).toEqual(["path", expect.stringMatching(/path in baseUrl right\?/)]);
        }
      });

      test("by the server, where it is in trouble", async () => {
        const { suspect, message } = await failure({ fetch: page(503) });
        expect([suspect, message]).toEqual(["server", expect.stringContaining("answered 503 – it may be better later")]);
      });

      test.each(names)("by the credentials, where %s is wrong: named, and never shown", async (name) => {
        const wrong = `wrong-${name}-0123456789`;
        const { suspect, message } = await failure({ credentials: { ...credentials, [name]: wrong } });
        expect([suspect, message]).toEqual(["credentials", expect.stringContaining(`is ${names.join(" or ")} right?`)]);
        for (const value of [wrong, ...Object.values(credentials)]) expect(message).not.toContain(value);
      });
    } else {
      // A credential goes with the operation itself, so its own answer is what there is to tell.
      test("by the host, where there is none", async () => {
        const error = await errorWith({ baseUrl: "https://nobody.example", fetch: lost("ENOTFOUND") });
        expect(error.message).toContain("no whole answer from nobody.example (ENOTFOUND)");
      });

      test("by an answer that is not the API's", async () => {
        expect(await errorWith({ fetch: page(200) })).toMatchObject({ code: "decode", status: 200 });
        expect(await errorWith({ baseUrl: `${baseUrl}-wrong` })).toMatchObject({ status: 404 });
      });

      test.each(names)("by a 401, where %s is wrong", async (name) => {
        const error = await errorWith({ credentials: { ...credentials, [name]: "wrong-0123456789" } });
        expect(error).toMatchObject({ code: "api_error", status: 401, attempts: 1 });
        expect(error.message).not.toContain("wrong-0123456789");
      });
    }

    test.each(names)("by name, before anything is sent, where %s was not given", async (name) => {
      const { sandbox, connect } = openSandbox(api);
      const { credentials, ...connection } = connect(guarded.account);
      const given = Object.fromEntries(Object.entries(credentials).filter(([one]) => one !== name));
      const outcome = await create({ ...connection, credentials: given } as never)[guarded.name]!.result(guarded.input());
      expect(outcome).toMatchObject({ ok: false, error: { code: "authentication", suspect: "credentials" } });
      expect(String((outcome as { error: Error }).error.message)).toMatch(new RegExp(`not given: ${name}$`));
      expect(sandbox.requests).toEqual([]);
    });
  });
}
