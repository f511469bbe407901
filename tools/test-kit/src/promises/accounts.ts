import { type Connection, createSandbox, type Fault, type LoggedRequest, type Sandbox, sandboxProducts } from "@gatehouse/sandbox";
import type { Subject, SubjectOperation } from "./subject.js";

/** What a client's login is tried with. */
export interface Accounts {
  /** The operation that gives a token; none where a credential itself is sent. */
  readonly login: SubjectOperation | undefined;
  /** One that needs who is calling, and that may be called often: it changes nothing. */
  readonly guarded: SubjectOperation;
  /** True where a 401 can be answered with a new login. */
  renews(operation: SubjectOperation): boolean;
}

/** As the description alone tells. None where no operation asks who is calling. */
export function accountsOf({ description, operations }: Subject): Accounts | undefined {
  const scheme = (operation: SubjectOperation) => operation.view.security[0]?.[0]?.scheme;
  const loginOf = (operation: SubjectOperation) => description.securitySchemes.get(scheme(operation) ?? "")?.login?.operationId;
  const guarded = operations.find((one) => scheme(one) !== undefined && one.view.retry === "safe" && one.view.method === "GET");
  if (!guarded) return undefined;
  const login = operations.find(({ view }) => view.id === loginOf(guarded));
  return { guarded, login, renews: (operation) => loginOf(operation) !== undefined };
}

/** A fresh sandbox, and what was asked of it. */
export function openSandbox(api: string) {
  const sandbox = createSandbox({ products: sandboxProducts.filter(({ name }) => name === api) });
  // A product knows its operations by the vendor's ids, or by ours where the vendor has none.
  const namesOf = ({ view }: SubjectOperation) => [view.id, ...(view.vendorId === undefined ? [] : [view.vendorId])];
  return {
    sandbox,
    connect(account: string) {
      const connection: Connection<Readonly<Record<string, string>>> = sandbox.connect(api, account);
      return { ...connection, clock: sandbox.clock };
    },
    asked(one: SubjectOperation): readonly LoggedRequest[] {
      const names = namesOf(one);
      return sandbox.requests.filter(({ operation }) => operation !== null && names.includes(operation));
    },
    break(one: SubjectOperation, fault: Omit<Fault, "api" | "operation">): void {
      for (const operation of new Set(namesOf(one))) sandbox.faults.add({ api, operation, ...fault });
    },
  };
}

/** Ends every session at the server: it forgets what happened since `before`, and draws new tokens from now on. */
export function revoke(sandbox: Sandbox, before: ReturnType<Sandbox["snapshot"]>): void {
  sandbox.restore({ ...sandbox.snapshot(), store: before.store });
}
