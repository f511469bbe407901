import type { Rules } from "../../../rule.js";
import type { TokenRecord, UserRecord } from "../state.js";
import { saying } from "./saying.js";

export interface LoginFacts {
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** Whether the password is the MD5 of the user's. */
  readonly matches: boolean;
}

export const loginRules: Rules<LoginFacts> = {
  "login-parameters": saying("Required parameters missed", ({ username, password }) => username === undefined || password === undefined, {
    checklist: [3],
  }),
  "login-matches": saying("Wrong login or password", ({ matches }) => !matches, { checklist: [3] }),
};

export interface CallerFacts {
  /** What the Authorization header holds. */
  readonly presented: "nothing" | "token" | "password";
  readonly token: TokenRecord | undefined;
  /** Whose token or password it is. */
  readonly user: UserRecord | undefined;
  readonly now: number;
}

const LOG_IN = "Log In";

export const callerRules: Rules<CallerFacts> = {
  "caller-named": saying(LOG_IN, ({ presented }) => presented === "nothing", { checklist: [4], status: 401 }),
  "token-known": saying(LOG_IN, ({ presented, token }) => presented === "token" && !token, { checklist: [4], status: 401 }),
  "token-alive": saying(LOG_IN, ({ token, now }) => token !== undefined && token.expiresAt <= now, { checklist: [5], status: 401 }),
  "password-matches": saying(LOG_IN, ({ presented, user }) => presented === "password" && !user, {
    checklist: [6],
    status: 401,
    basis: "observed",
  }),
};

export const roleRules: Rules<{ readonly user: UserRecord }> = {
  administrator: saying("Administrator rights required", ({ user }) => user.accountType !== "admin", { checklist: [7], status: 403 }),
};
