import type { JsonObject } from "../../json.js";
import type { EnrolmentRecord, PersonRecord, State } from "./state.js";

/** A person as every call shows it. */
export function personView(state: State, person: PersonRecord): JsonObject {
  const enrolments = state.enrolments.list().filter((one) => one.personId === person.id);
  return { id: person.id, userId: person.userId, data: metadata(enrolments) };
}

/** A person as a member of a tenant. There are no servers of its own for a tenant here. */
export function tenantPersonView(state: State, person: PersonRecord, tenantCode: string): JsonObject {
  const here = state.enrolments.list().filter((one) => one.personId === person.id && one.tenantCode === tenantCode);
  return { ...personView(state, person), tenantData: metadata(here), tenantEnrollServer: null, tenantVerifyServer: null };
}

/** The latest enrolment of each kind, or null without any. */
function metadata(enrolments: readonly EnrolmentRecord[]): JsonObject | null {
  const latest = new Map<number, number>();
  for (const { bioType, enrollTimestamp } of enrolments) latest.set(bioType, Math.max(enrollTimestamp, latest.get(bioType) ?? 0));
  if (latest.size === 0) return null;
  return { biometricMetadata: { enrollmentData: [...latest].map(([bioType, enrollTimestamp]) => ({ bioType, enrollTimestamp })) } };
}
