import { type Answer, json } from "../../answer.js";
import { instant } from "../../formats.js";
import type { JsonObject } from "../../json.js";
import { authorise } from "./keys.js";
import { knownTenant } from "./known-tenant.js";
import { statisticsRules } from "./rules/access.js";
import { stateOf, type ThalesCall, type ThalesSite, type UserRecord } from "./state.js";

// The vendor shows no field of these answers: every name in them is ours.

const DAY = 86_400_000;
const MINUTE = 60_000;

/** GetActiveUsers: who has a session. */
export function listActiveUsers(call: ThalesCall): Answer {
  const { site } = call;
  const active = usersOf(call).filter((user) => hasSession(site, user));
  return json(
    200,
    active.map((user) => ({
      userName: user.userName,
      loginTime: instant(user.lastLoginAt!),
      sessionEndTime: instant(sessionEnd(site, user)),
    })),
  );
}

/** Who has not logged in for longer than the settings say; who never did counts from the day the user was made. */
export function listNotLoggedInUsers(call: ThalesCall): Answer {
  const { clock, settings } = call.site;
  const since = (user: UserRecord) => clock.now() - (user.lastLoginAt ?? user.createdAt);
  const away = usersOf(call).filter((user) => since(user) > settings.notLoggedInDays * DAY);
  return json(
    200,
    away.map((user) => ({ userName: user.userName, lastLoginTime: lastLogin(user), daysWithoutLogin: Math.floor(since(user) / DAY) })),
  );
}

/** Every user of the tenant. */
export function listUserData(call: ThalesCall): Answer {
  const view = (user: UserRecord): JsonObject => ({
    userName: user.userName,
    createdTime: instant(user.createdAt),
    lastLoginTime: lastLogin(user),
    hasActiveSession: hasSession(call.site, user),
  });
  return json(200, usersOf(call).map(view));
}

/**
 * The users of the tenant in the path, in the order in which they were made.
 *
 * @throws {Refusal} 401, 403 or 404
 */
function usersOf(call: ThalesCall): readonly UserRecord[] {
  const key = authorise(call, "tenant-administrator");
  const tenant = knownTenant(call, call.params["tenantId"]!);
  call.site.enforce(statisticsRules, { key, tenant });
  return stateOf(call.site)
    .users.list()
    .filter((user) => user.tenantId === tenant.id);
}

const sessionEnd = ({ settings }: ThalesSite, user: UserRecord) => (user.lastLoginAt ?? 0) + settings.sessionMinutes * MINUTE;

const hasSession = (site: ThalesSite, user: UserRecord) =>
  user.lastLoginAt !== null && !user.loggedOut && site.clock.now() < sessionEnd(site, user);

const lastLogin = ({ lastLoginAt }: UserRecord) => (lastLoginAt === null ? null : instant(lastLoginAt));
