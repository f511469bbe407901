import type { OperationView } from "@gatehouse/description";
import { gatehouseRule, type LintFinding } from "../gatehouse-rule.js";

/** An operationId is a plain verb phrase in camelCase; the vendor's own id stands in `x-vendor-operation-id`. */
export const operationIdStyle = gatehouseRule((description) =>
  description.operations.flatMap((operation): LintFinding[] => {
    const problem = problemOf(operation);
    return problem ? [{ message: problem, at: description.locate(operation.node, "operationId") }] : [];
  }),
);

function problemOf({ id, node }: OperationView): string | undefined {
  if (typeof node["operationId"] !== "string") return "no operationId – add a verb phrase in camelCase: listTenants";
  if (!/^[a-z]+([A-Z][a-z0-9]*)*$/.test(id)) return `"${id}" is not camelCase – write it like listTenants, getHttpStatus`;
  if (/Using[A-Z]/.test(id)) return `"${id}" is a generated name – say what it does; the vendor's name goes into x-vendor-operation-id`;
  const verb = /^[a-z]+/.exec(id)![0];
  return VERBS.has(verb) ? undefined : `"${id}" does not begin with a verb – say what it does: listTenants, attachTimeProfile`;
}

/** What APIs do. A verb that is missing here is added here. */
const VERBS: ReadonlySet<string> = new Set(
  `accept activate add allow append apply approve archive assign associate attach authenticate authorize begin block bulk calculate call cancel capture
  change check clear clone close compare complete compute configure confirm connect convert copy count create deactivate decline decode decrypt
  delete deliver deny deregister detach detect disable disassociate disconnect dismiss download edit eject empty enable encode encrypt end enrol enroll
  ensure erase estimate evaluate exchange execute expire export extend extract fetch find finish force forget forward generate get give grant
  hide identify import index initialize initiate insert install invalidate invite invoke issue join kick leave link list load lock log login
  logout mark match measure merge modify move mute notify open order parse patch pause perform ping poll post prepare preview print process
  provision publish pull purge push put query read rebuild receive record recover redeem refresh refund register reject release reload remove
  rename render renew reopen reorder repeat replace report request require reserve reset resend resolve restart restore resume retrieve retry
  return revert revoke rotate run save scan schedule search select send set share show sign simulate skip split start stop store submit
  subscribe suspend swap switch sync synchronize tag terminate test toggle transfer translate trigger unarchive unassign unbind unblock uninstall
  unlink unlock unmute unpublish unregister unsubscribe unsuspend update upgrade upload use validate verify view void wait wake write`.split(
    /\s+/,
  ),
);
