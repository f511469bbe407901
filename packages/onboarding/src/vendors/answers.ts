import { type ApiError, type Fails, isApiError, isGatehouseError } from "@gatehouse/runtime";

/**
 * What a call answers; undefined where the operation refuses it with the status by which its vendor says that something is not there.
 *
 * @example
 * const tenant = await orAbsent(idaas.getTenant, 404, idaas.getTenant({ id }));
 */
export async function orAbsent<Failure extends ApiError, Data>(
  operation: Fails<Failure>,
  status: Failure["status"],
  answer: Promise<Data>,
): Promise<Data | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isApiError(error, operation, status)) return undefined;
    throw error;
  }
}

/**
 * What a call answers that makes something. Where the vendor refuses it, or it never was sent, nothing was made, and the step says so: no later
 * run has to look for it.
 *
 * @example
 * const { uid } = await making(work, client.createApartment({ body }));
 */
export async function making<Data>(work: { nothing(): Promise<void> }, answer: Promise<Data>): Promise<Data> {
  try {
    return await answer;
  } catch (error) {
    if (isGatehouseError(error) && (error.code === "api_error" || error.attempts === 0)) await work.nothing();
    throw error;
  }
}
