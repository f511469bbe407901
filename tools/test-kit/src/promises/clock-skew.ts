import { memoryTokens, type Token } from "@gatehouse/runtime";
import { describe, expect, test } from "vitest";
import { accountsOf, openSandbox } from "./accounts.js";
import type { Subject } from "./subject.js";

const HOUR = 3_600_000;

/** A token lives as long as the server says, whatever our own clock shows. */
export function clockSkew(subject: Subject): void {
  const { guarded, login } = accountsOf(subject) ?? {};
  if (!guarded || !login) return;

  describe("a token is renewed in time", () => {
    test.each([
      ["as the server's", 0],
      ["an hour ahead", HOUR],
      ["an hour behind", -HOUR],
      ["years behind", -20_000 * HOUR],
    ])("by a client whose clock is %s", async (_, skew) => {
      const { sandbox, asked, connect } = openSandbox(subject.api);
      const now = () => sandbox.clock.now() + skew;
      let life = 0;
      const tokens = memoryTokens();
      const spied = {
        ...tokens,
        set: (key: string, token: Token) => {
          life = token.expiresAt - now();
          return tokens.set(key, token);
        },
      };
      const client = subject.create({ ...connect(guarded.account), tokens: spied, clock: { now, sleep: sandbox.clock.sleep } } as never);
      const statuses = async () => {
        await client[guarded.name]!.result(guarded.input());
        return [asked(login).length, asked(guarded).map(({ status }) => status)];
      };
      expect(await statuses()).toEqual([1, [200]]);
      sandbox.clock.advance(life - 31_000);
      expect(await statuses()).toEqual([1, [200, 200]]);
      sandbox.clock.advance(1_000);
      expect(await statuses()).toEqual([2, [200, 200, 200]]);
      expect(life, "a life that makes sense").toBeGreaterThan(60_000);
    });
  });
}
