import { type CreateTenantAsyncInput, createEntrustIdaas, type EntrustIdaas, type TenantSearch } from "@gatehouse/entrust-idaas";
import { isJobError } from "@gatehouse/runtime";
import { type Inputs, type Look, type Variable, vendor, type Work } from "../engine/step.js";
import { making, orAbsent } from "./answers.js";

const variables = {
  url: { name: "ENTRUST_IDAAS_URL", what: "address of your account, which is a service provider's", kind: "address", lasting: true },
  applicationId: {
    name: "ENTRUST_IDAAS_APPLICATION_ID",
    what: "id of an Administration API application with a service provider role",
    sandbox: "a0000000-0000-4000-8000-000000000001",
  },
  sharedSecret: {
    name: "ENTRUST_IDAAS_SHARED_SECRET",
    what: "its shared secret",
    sandbox: "sandbox-full-000000000000000000000000000000",
    kind: "secret",
  },
  roleId: {
    name: "ENTRUST_IDAAS_ROLE_ID",
    what: "site role that the tenant's own API application gets",
    sandbox: "1a7d94e6-0c3f-4b52-a8e1-6f93b2d5c704",
  },
} as const satisfies Record<string, Variable>;

interface Made {
  readonly tenant: { readonly tenantId: string; readonly hostname: string };
}

/** What the tenant may use. A trial of 25 users; a contract would say something else. */
const ENTITLEMENTS = { contractMode: "TRIAL", quantity: 25 } as const;

/** How long a creation whose id nobody knows may take until its tenant can be seen. No page says; the sandbox takes two seconds. */
const PATIENCE = 60_000;
const PAUSE = 1_000;

export const entrustIdaas = vendor<EntrustIdaas, typeof variables, Made>({
  id: "entrust-idaas",
  title: "Entrust Identity as a Service",
  variables,
  connect: ({ url, applicationId, sharedSecret }, platform) =>
    createEntrustIdaas({ baseUrl: url, credentials: { applicationId, sharedSecret }, ...platform }),
  refusals: ["/errorMessage"],
  steps: [
    {
      id: "tenant",
      title: "tenant with its API application",
      find: tenantOf,
      do: create,
      settle: untilNothingIsUnderWay,
      async resume(work, found) {
        if (found && (await work.secrets.get("sharedSecret")) !== undefined) return found;
        const result = await resultOf(work);
        if (result) return keep(work, result);
        // It is ours, for there was none before this step began; and nobody will ever tell the secret of its application.
        if (found) await remove(work, found);
        return create(work);
      },
      says: ({ hostname }) => hostname,
      undo: async (look, made) => {
        if (made) await remove(look, made);
      },
    },
  ],
});

type Creation = Work<EntrustIdaas, Inputs<typeof variables>, Made>;
type Result = Awaited<ReturnType<Awaited<ReturnType<EntrustIdaas["createTenantAsync"]>>["wait"]>>;

async function tenantOf({
  client,
  customer,
  signal,
}: Look<EntrustIdaas, Inputs<typeof variables>, Made>): Promise<Made["tenant"] | undefined> {
  const value = `${customer.domain}.`;
  const body: TenantSearch = { searchByAttributes: [{ name: "hostname", operator: "STARTS_WITH", value }] };
  for await (const { id, hostname } of client.listTenants.items({ body }, { signal }))
    if (hostname.startsWith(value)) return { tenantId: id, hostname };
  return undefined;
}

async function create(work: Creation): Promise<Made["tenant"]> {
  const { client, customer, inputs, signal } = work;
  const body: CreateTenantAsyncInput["body"] = {
    tenant: { companyName: customer.name, domain: customer.domain },
    adminUser: { userId: customer.contact, email: customer.contact },
    adminApiApplication: { name: `${customer.name} administration`, roleId: inputs.roleId },
    entitlements: ENTITLEMENTS,
  };
  const job = await making(work, client.createTenantAsync({ body }, { signal }));
  await work.note({ job: job.serialize() });
  return keep(work, await job.wait({ signal }));
}

/** The result can be read once, so its secret is kept before anything else. */
async function keep({ secrets }: Creation, { tenant, adminApiApplication }: Result): Promise<Made["tenant"]> {
  const { id, sharedSecret } = adminApiApplication ?? {};
  if (!id || !sharedSecret) throw new Error("the tenant came without the secret of its API application");
  await secrets.set("applicationId", id);
  await secrets.set("sharedSecret", sharedSecret);
  return { tenantId: tenant.id, hostname: tenant.hostname };
}

/** The result of the creation that an earlier run began; undefined where there is none, or none any more. */
async function resultOf({ client, notes, signal }: Creation): Promise<Result | undefined> {
  if (typeof notes["job"] !== "string") return undefined;
  const job = client.createTenantAsync.resume(notes["job"]);
  return orAbsent(client.getCreateTenantStatus, 404, job.wait({ signal })).catch((error: unknown) => {
    if (isJobError(error)) return undefined;
    throw error;
  });
}

/** A creation cannot be cancelled: it has to end before its tenant can be deleted. */
async function untilNothingIsUnderWay(look: Look<EntrustIdaas, Inputs<typeof variables>, Made>): Promise<void> {
  const { client, notes, since, clock, signal } = look;
  if (typeof notes["job"] !== "string") {
    while (!(await tenantOf(look)) && clock.now() < since + PATIENCE) await clock.sleep(PAUSE, signal);
    return;
  }
  const job = client.createTenantAsync.resume(notes["job"]);
  for (;;) {
    const status = await orAbsent(client.getCreateTenantStatus, 404, job.poll({ signal }));
    if (!status || ["COMPLETED", "FAILED", "CANCELLED"].includes(status.state)) return;
    await clock.sleep(PAUSE, signal);
  }
}

async function remove({ client, signal }: Look<EntrustIdaas, Inputs<typeof variables>, Made>, { tenantId }: Made["tenant"]): Promise<void> {
  await orAbsent(client.deleteTenant, 404, client.deleteTenant({ id: tenantId }, { signal }));
}
