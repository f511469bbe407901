import { type ClientOptions, createImagewareGmi, type ImagewareGmi, type ImagewareGmiCredentials } from "@gatehouse/imageware-gmi";
import { type Inputs, type Look, type Variable, vendor } from "../engine/step.js";
import { making, orAbsent } from "./answers.js";

const variables = {
  url: { name: "IMAGEWARE_GMI_URL", what: "address of the GMI server", kind: "address", lasting: true },
  userUrl: { name: "IMAGEWARE_GMI_USER_URL", what: "address of the user server, where it has its own", kind: "address", like: "url" },
  clientId: { name: "IMAGEWARE_GMI_CLIENT_ID", what: "client with a tenant administrator's role", sandbox: "sandbox-linden" },
  clientSecret: {
    name: "IMAGEWARE_GMI_CLIENT_SECRET",
    what: "its secret",
    sandbox: "sandbox-linden-0000000000000000000000",
    kind: "secret",
  },
  tenantCode: {
    name: "IMAGEWARE_GMI_TENANT_CODE",
    what: "the customer's tenant, which ImageWare hands out",
    sandbox: "LindenWorks",
    lasting: true,
  },
  appCode: { name: "IMAGEWARE_GMI_APP_CODE", what: "application that the tenant gets", sandbox: "LindenVault", lasting: true },
  algCode: { name: "IMAGEWARE_GMI_ALG_CODE", what: "algorithm that the tenant gets", sandbox: "rrpalm", lasting: true },
  livenessCode: { name: "IMAGEWARE_GMI_LIVENESS_CODE", what: "liveness check that goes with it", sandbox: "blink", lasting: true },
} as const satisfies Record<string, Variable>;

interface Made {
  readonly user: { readonly personUuid: string };
  readonly application: { readonly appCode: string };
  readonly algorithm: { readonly algCode: string };
  readonly liveness: { readonly livenessCode: string };
}

/** `once` sends each request once, so that its answer tells whether something is new. */
interface Clients {
  readonly gmi: ImagewareGmi;
  readonly once: ImagewareGmi;
}

/** How many identities the algorithm's licence is for. */
const IDENTITIES = 25;

export const imagewareGmi = vendor<Clients, typeof variables, Made>({
  id: "imageware-gmi",
  title: "ImageWare Authenticate",
  variables,
  connect({ url, userUrl, clientId, clientSecret }, platform) {
    const options: ClientOptions<ImagewareGmiCredentials> = {
      baseUrl: { gmi: url, user: userUrl },
      credentials: { clientId, clientSecret },
      ...platform,
    };
    return { gmi: createImagewareGmi(options), once: createImagewareGmi({ ...options, attempts: 1 }) };
  },
  refusals: ["/errors/0/description", "/error_description"],
  steps: [
    {
      id: "user",
      title: "user of the tenant",
      found: "keep",
      async find(look) {
        const personUuid = await personOf(look);
        if (personUuid === undefined) return undefined;
        const { client, inputs, signal } = look;
        const tenantUser = await orAbsent(
          client.gmi.getTenantUser,
          404,
          client.gmi.getTenantUser({ ...tenant(inputs), personUuid }, { signal }),
        );
        return tenantUser && { personUuid };
      },
      async do(work) {
        const { client, customer, inputs, signal } = work;
        const found = await personOf(work);
        // Whether the person is left behind depends on who brought it: the first look tells.
        if (work.notes["existed"] === undefined) await work.note({ existed: found !== undefined });
        if (found !== undefined) {
          await client.gmi.associateTenantUser({ ...tenant(inputs), personUuid: found }, { signal });
          return { personUuid: found };
        }
        const body = { userId: customer.contact };
        const { id } = await making(work, client.gmi.createTenantUser({ ...tenant(inputs), body }, { signal }));
        return { personUuid: id };
      },
      says: ({ personUuid }) => personUuid,
      async undo({ client, inputs, signal }, made) {
        const { disassociateTenantUser } = client.gmi;
        if (made) await orAbsent(disassociateTenantUser, 404, disassociateTenantUser({ ...tenant(inputs), ...made }, { signal }));
      },
      stays: ({ notes, customer }) =>
        notes["existed"] ? undefined : `the person ${customer.contact}, in no tenant: no call deletes a person`,
    },
    {
      id: "application",
      title: "application of the tenant",
      found: "keep",
      async find({ client, inputs, signal }) {
        const { getTenantApplication } = client.gmi;
        const { appCode } = inputs;
        return (await orAbsent(getTenantApplication, 404, getTenantApplication({ ...tenant(inputs), appCode }, { signal }))) && { appCode };
      },
      async do({ client, inputs, signal }) {
        await client.gmi.associateApplication({ ...tenant(inputs), appCode: inputs.appCode }, { signal });
        return { appCode: inputs.appCode };
      },
      says: ({ appCode }) => appCode,
      async undo({ client, inputs, signal }, made) {
        const { disassociateApplication } = client.gmi;
        if (made) await orAbsent(disassociateApplication, 404, disassociateApplication({ ...tenant(inputs), ...made }, { signal }));
      },
    },
    {
      // No call tells which algorithms a tenant has, so there is nothing to find; giving one twice is as giving it once.
      id: "algorithm",
      title: "algorithm with its licence",
      async do(work) {
        const { client, inputs, customer, clock, signal } = work;
        const { algCode } = inputs;
        const licenseData = { info: customer.name, maxIdentities: IDENTITIES, expireDate: endOfNextYear(clock.now()) };
        const body = { licenseData };
        const answer = await client.once.associateAlgorithm.result({ ...tenant(inputs), algCode, body }, { signal });
        if (!answer.ok) throw answer.error;
        // 200 says that it was there, by our reading, if it is not our own doing.
        if (answer.status === 200 && !work.again) work.before();
        return { algCode };
      },
      says: ({ algCode }) => algCode,
      async undo({ client, inputs, signal }) {
        const { disassociateAlgorithm } = client.gmi;
        await orAbsent(disassociateAlgorithm, 404, disassociateAlgorithm({ ...tenant(inputs), algCode: inputs.algCode }, { signal }));
      },
    },
    {
      id: "liveness",
      title: "liveness check of the algorithm",
      async do(work) {
        const { client, inputs, signal } = work;
        const { algCode, livenessCode } = inputs;
        const answer = await client.once.associateLiveness.result({ ...tenant(inputs), algCode, livenessCode }, { signal });
        if (!answer.ok) throw answer.error;
        if (answer.status === 200 && !work.again) work.before();
        return { livenessCode };
      },
      says: ({ livenessCode }) => livenessCode,
      async undo({ client, inputs, signal }) {
        const { disassociateLiveness } = client.gmi;
        const { algCode, livenessCode } = inputs;
        await orAbsent(disassociateLiveness, 404, disassociateLiveness({ ...tenant(inputs), algCode, livenessCode }, { signal }));
      },
    },
  ],
});

const tenant = ({ tenantCode }: Inputs<typeof variables>) => ({ tenantCode });

/** The person with the customer's user id, in whichever tenant. */
async function personOf({ client, customer, signal }: Look<Clients, Inputs<typeof variables>, Made>): Promise<string | undefined> {
  const { findPersons } = client.gmi;
  const found = await orAbsent(findPersons, 404, findPersons({ userId: customer.contact }, { signal }));
  // With a user id it answers one person, without one a list.
  return Array.isArray(found) ? found.find(({ userId }) => userId === customer.contact)?.id : found?.id;
}

const endOfNextYear = (now: number) => Date.UTC(new Date(now).getUTCFullYear() + 2, 0, 1) - 1;
