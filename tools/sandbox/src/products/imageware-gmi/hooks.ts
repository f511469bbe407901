import type { Json } from "../../json.js";
import type { Hook } from "../../product.js";
import type { Infer, Shape } from "../../shape.js";
import { BIO_TYPES } from "./catalogue.js";
import { isMember } from "./persons.js";
import { type ImagewareSettings, type ImagewareSite, linkId, stateOf } from "./state.js";

const enrolment = {
  type: "object",
  properties: {
    tenantCode: { type: "string", required: true },
    personUuid: { type: "string", required: true },
    bioType: { type: "integer", enum: BIO_TYPES, required: true },
  },
} as const satisfies Shape;

const tenantNamed = { type: "object", properties: { tenantCode: { type: "string", required: true } } } as const satisfies Shape;

/** What happens at devices and what only the server's operator sees: neither has a call in the imitated part of the API. */
export const hooks: Readonly<Record<string, Hook<ImagewareSettings>>> = {
  enrol: {
    summary: "A member of a tenant enrols a biometric now, or enrols it anew.",
    takes: enrolment,
    run(site: ImagewareSite, { tenantCode, personUuid: personId, bioType }: Infer<typeof enrolment>): Json {
      const state = stateOf(site);
      if (!isMember(state, tenantCode, personId)) throw new RangeError(`${tenantCode} has no member ${personId}`);
      const id = linkId(tenantCode, personId, bioType);
      const enrollTimestamp = site.clock.now();
      if (state.enrolments.get(id)) state.enrolments.update(id, { enrollTimestamp });
      else state.enrolments.insert({ id, tenantCode, personId, bioType, enrollTimestamp });
      return { bioType, enrollTimestamp };
    },
  },
  algorithms: {
    summary: "Tells which algorithms a tenant has, with licences and livenesses, which the API never shows.",
    takes: tenantNamed,
    run(site: ImagewareSite, { tenantCode }: Infer<typeof tenantNamed>): Json {
      const state = stateOf(site);
      if (!state.tenants.get(tenantCode)) throw new RangeError(`no tenant has the code ${tenantCode}`);
      const own = state.algorithmLinks.list().filter((one) => one.tenantCode === tenantCode);
      return own.map(({ code, licence, livenesses }) => ({ code, licenseData: licence && { ...licence }, livenesses }));
    },
  },
};
