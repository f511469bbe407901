import { type ApiError, type Fails, isApiError } from "@gatehouse/runtime";

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
