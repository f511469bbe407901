import { attempt, requestIdOf } from "./attempt.js";
import { connectionError } from "./connection.js";
import type { Context } from "./context.js";
import type { Scope } from "./deadline.js";
import { isGatehouseError, type Where } from "./errors/gatehouse-error.js";
import { authorise, type Proof } from "./login.js";
import { refuseRedirect } from "./redirect.js";
import type { Outgoing } from "./request.js";
import { pauseBefore } from "./retry.js";

/** Makes of an answer what the caller wants, as long as the call lasts. Throws our errors, or what reading the body throws. */
export type Read<T> = (response: Response, where: () => Where, scope: Scope) => Promise<T>;

/** Sends a request until there is an answer to keep: login, attempts, pauses. */
export async function send<T>(context: Context, request: Outgoing, scope: Scope, read: Read<T>): Promise<T> {
  let refused: readonly Proof[] | undefined;
  for (let failures = 1; ; failures++) {
    let proofs = await authorise(context, request, scope);
    let { response, error } = await attempt(context, request, proofs, scope);
    // Once in a call a 401 to a token is answered with a new login and a second sending, also of what must not be sent twice: the 401
    // proves that nothing was carried out.
    if (response?.status === 401 && !refused && proofs.some(({ token }) => token !== undefined)) {
      refused = proofs;
      // A stream has been read by now: only the next call can use the new token.
      const again = !(request.body instanceof ReadableStream);
      if (again) discard(response);
      proofs = await authorise(context, request, scope, refused);
      if (again) ({ response, error } = await attempt(context, request, proofs, scope));
    }
    let pause = pauseBefore(context, request, scope, failures, response);
    if (response && pause === undefined) {
      const answer = response;
      const where = () => ({ ...request.at, requestId: requestIdOf(answer), attempts: scope.attempts });
      try {
        refuseRedirect(request, answer, where);
        const outcome = await read(answer, where, scope);
        if (answer.ok) context.budget.earn(failures - 1);
        return outcome;
      } catch (cause) {
        if (isGatehouseError(cause)) throw cause;
        error = connectionError(where(), request.url, cause); // the body broke off
        pause = pauseBefore(context, request, scope, failures);
      }
    }
    scope.goOn(); // an ended call makes no more plans
    if (pause === undefined) throw error;
    const because = error?.reason ?? (error ? "connection" : `${response?.status}`);
    context.emit?.({ type: "retry", ...request.at, attempt: scope.attempts + 1, afterMilliseconds: pause, because });
    if (response) discard(response);
    await scope.pause(context.clock, pause);
  }
}

/** Frees the connection of an answer that nobody reads. */
function discard(response: Response): void {
  response.body?.cancel().catch(() => {});
}
